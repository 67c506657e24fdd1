#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What is to be done: the agenda, a follow-up, what is done to it and taken back.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'the late ones first, then today, then days; below it the month' \
	rosa 24x80 es '<agenda>a' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
 [míos]  del turno   todos    Vencidos 1   Hoy 1   Semana 2

     Cuándo             Acerca de    Riesgo       Qué                  Quién
 > ! hoy    14:00-15:00 L 26-00007-8              Verificar            Rosa
     hoy    17:00-18:00 L 26-00006-4 !! Alto      Verificar: preguntar Rosa
     vie 27 10:00       L 26-00004-1              Verificar: Confirmar Rosa








 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 o más
          23. [24:] 25.  26.  27:  28.  29.
          30.

Enter Abrir  d Hecho  p Posponer  r Reasignar  L Llamar  F4 De quién  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'the same in English' \
	rosa 24x80 en '<agenda>a' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
 [my own]  the shift's   all of them    Late 1   Today 1   Week 2

     When               About        Risk         What                 Who
 > ! today  14:00-15:00 L 26-00007-8              Check                Rosa
     today  17:00-18:00 L 26-00006-4 !! High      Check: preguntar por Rosa
     Fri 27 10:00       L 26-00004-1              Check: Confirmar     Rosa








 Nov      Mo   Tu   We   Th   Fr   Sa   Su
                                         1.      . none
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 or more
          23. [24:] 25.  26.  27:  28.  29.
          30.

Enter Open  d Done  p Put off  r Reassign  L Ring  F4 Whose  F2 New  F1 Help
-- cursor 5,2
SCREEN

screen 'a wide screen shows more of each' \
	rosa 40x132 es '<agenda>a' <<'SCREEN'
 AMPARO  Agenda                                                                                                        rosa  15:09
 [míos]  del turno   todos    Vencidos 1   Hoy 1   Semana 2

     Cuándo             Acerca de    Riesgo       Qué                                             Quién         Veces     Teléfono
 > ! hoy    14:00-15:00 L 26-00007-8              Verificar                                       Rosa
     hoy    17:00-18:00 L 26-00006-4 !! Alto      Verificar: preguntar por la tía                 Rosa
     vie 27 10:00       L 26-00004-1              Verificar: Confirmar cupo en albergue           Rosa
























 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 o más
          23. [24:] 25.  26.  27:  28.  29.
          30.

Enter Abrir  d Hecho  p Posponer  r Reasignar  L Llamar  F4 De quién  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'everybodys: of somebody elses one sees when and whose, and no text' \
	rosa 24x80 es '<agenda>a<F4><F4>' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
  míos   del turno  [todos]   Vencidos 1   Hoy 1   Semana 3

     Cuándo             Acerca de    Riesgo       Qué                  Quién
 > ! hoy    14:00-15:00 L 26-00007-8              Verificar            Rosa
     hoy    17:00-18:00 L 26-00006-4 !! Alto      Verificar: preguntar Rosa
     mié 25 09:00       L 26-00005-5 !! Peligro   Verificar            Luz
     vie 27 10:00       L 26-00004-1              Verificar: Confirmar Rosa







 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 o más
          23. [24:] 25:  26.  27:  28.  29.
          30.

Enter Abrir  d Hecho  p Posponer  r Reasignar  L Llamar  F4 De quién  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'it may be taken over, which asks first' \
	rosa 24x80 es '<agenda>a<F4><F4><Down><Down>r' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
  míos   del turno  [todos]   Vencidos 1   Hoy 1   Semana 3

     Cuándo             Acerca de    Riesgo       Qué                  Quién
   ! hoy    14:00-15:00 L 26-00007-8              Verificar            Rosa
     hoy    17:00-18:00 L 26-00006-4 !! Alto      Verificar: preguntar Rosa
     mié 25 09:00       L 26-00005-5 !! Peligro   Verificar            Luz
     vie 27 10:00       L 26-00004-1              Verificar: Confirmar Rosa







 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 o más
          23. [24:] 25:  26.  27:  28.  29.
          30.
 ¿Tomarlo de Luz? s/n
s Sí  n No
-- cursor 23,23
SCREEN

screen 'then its text is there' \
	rosa 24x80 es '<agenda>a<F4><F4><Down><Down>rs' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
  míos   del turno  [todos]   Vencidos 1   Hoy 1   Semana 3

     Cuándo             Acerca de    Riesgo       Qué                  Quién
   ! hoy    14:00-15:00 L 26-00007-8              Verificar            Rosa
     hoy    17:00-18:00 L 26-00006-4 !! Alto      Verificar: preguntar Rosa
 >   mié 25 09:00       L 26-00005-5 !! Peligro   Verificar: algo      Rosa
     vie 27 10:00       L 26-00004-1              Verificar: Confirmar Rosa







 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 o más
          23. [24:] 25:  26.  27:  28.  29.
          30.
 Ahora es para Rosa. u deshacer.
Enter Abrir  d Hecho  p Posponer  r Reasignar  L Llamar  F4 De quién  F1 Ayuda
-- cursor 7,2
SCREEN

screen 'opening somebody elses says how to get at it' \
	rosa 24x80 es '<agenda>a<F4><F4><Down><Down><Enter>' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
  míos   del turno  [todos]   Vencidos 1   Hoy 1   Semana 3

     Cuándo             Acerca de    Riesgo       Qué                  Quién
   ! hoy    14:00-15:00 L 26-00007-8              Verificar            Rosa
     hoy    17:00-18:00 L 26-00006-4 !! Alto      Verificar: preguntar Rosa
 >   mié 25 09:00       L 26-00005-5 !! Peligro   Verificar            Luz
     vie 27 10:00       L 26-00004-1              Verificar: Confirmar Rosa







 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 o más
          23. [24:] 25:  26.  27:  28.  29.
          30.
 ! Es de Luz. Con r lo toma usted.
Enter Abrir  d Hecho  p Posponer  r Reasignar  L Llamar  F4 De quién  F1 Ayuda
-- cursor 7,2
SCREEN

screen 'done asks what came of it' \
	rosa 24x80 es '<agenda>ad' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
 [míos]  del turno   todos    Vencidos 1   Hoy 1   Semana 2

     Cuándo             Acerca de    Riesgo       Qué                  Quién
   ! hoy    14:00-15:00 L 26-00007-8              Verificar            Rosa
     hoy    17:00-18:00 L 26-00006-4 !! Alto      Verificar: preguntar Rosa
     vie 27 10:00       L 26-00004-1              Verificar: Confirmar Rosa








 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 o más
          23. [24:] 25.  26.  27:  28.  29.
          30.
 ¿Qué resultó?
Enter Aceptar  Esc Cancelar
-- cursor 23,16
SCREEN

screen 'and without an answer it is not done' \
	rosa 24x80 es '<agenda>ad<Enter>' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
 [míos]  del turno   todos    Vencidos 1   Hoy 1   Semana 2

     Cuándo             Acerca de    Riesgo       Qué                  Quién
 > ! hoy    14:00-15:00 L 26-00007-8              Verificar            Rosa
     hoy    17:00-18:00 L 26-00006-4 !! Alto      Verificar: preguntar Rosa
     vie 27 10:00       L 26-00004-1              Verificar: Confirmar Rosa








 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 o más
          23. [24:] 25.  26.  27:  28.  29.
          30.
 ! Aún no está hecho: ¿qué resultó?
Enter Abrir  d Hecho  p Posponer  r Reasignar  L Llamar  F4 De quién  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'done: it is gone from the list' \
	rosa 24x80 es '<agenda>adLa tía confirma<Enter>' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
 [míos]  del turno   todos    Vencidos 0   Hoy 1   Semana 2

     Cuándo             Acerca de    Riesgo       Qué                  Quién
 >   hoy    17:00-18:00 L 26-00006-4 !! Alto      Verificar: preguntar Rosa
     vie 27 10:00       L 26-00004-1              Verificar: Confirmar Rosa









 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 o más
          23. [24:] 25.  26.  27:  28.  29.
          30.
 Seguimiento hecho. u deshacer.
Enter Abrir  d Hecho  p Posponer  r Reasignar  L Llamar  F4 De quién  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'u brings it back' \
	rosa 24x80 es '<agenda>adLa tía confirma<Enter>u' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
 [míos]  del turno   todos    Vencidos 1   Hoy 1   Semana 2

     Cuándo             Acerca de    Riesgo       Qué                  Quién
   ! hoy    14:00-15:00 L 26-00007-8              Verificar            Rosa
 >   hoy    17:00-18:00 L 26-00006-4 !! Alto      Verificar: preguntar Rosa
     vie 27 10:00       L 26-00004-1              Verificar: Confirmar Rosa








 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 o más
          23. [24:] 25.  26.  27:  28.  29.
          30.
 Deshecho: Seguimiento hecho, L 26-00007-8.
Enter Abrir  d Hecho  p Posponer  r Reasignar  L Llamar  F4 De quién  F1 Ayuda
-- cursor 6,2
SCREEN

screen 'put off to the same hours of the next day' \
	rosa 24x80 es '<agenda>a<Down>p+1<Enter>' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
 [míos]  del turno   todos    Vencidos 1   Hoy 0   Semana 2

     Cuándo             Acerca de    Riesgo       Qué                  Quién
   ! hoy    14:00-15:00 L 26-00007-8              Verificar            Rosa
 >   mié 25 17:00-18:00 L 26-00006-4 !! Alto      Verificar: preguntar Rosa
     vie 27 10:00       L 26-00004-1              Verificar: Confirmar Rosa








 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 o más
          23. [24:] 25:  26.  27:  28.  29.
          30.
 Pospuesto: mañana 17:00-18:00. u deshacer.
Enter Abrir  d Hecho  p Posponer  r Reasignar  L Llamar  F4 De quién  F1 Ayuda
-- cursor 6,2
SCREEN

screen 'what is not understood is asked again and not lost' \
	rosa 24x80 es '<agenda>a<Down>pluego<Enter>' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
 [míos]  del turno   todos    Vencidos 1   Hoy 1   Semana 2

     Cuándo             Acerca de    Riesgo       Qué                  Quién
   ! hoy    14:00-15:00 L 26-00007-8              Verificar            Rosa
     hoy    17:00-18:00 L 26-00006-4 !! Alto      Verificar: preguntar Rosa
     vie 27 10:00       L 26-00004-1              Verificar: Confirmar Rosa








 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 o más
          23. [24:] 25.  26.  27:  28.  29.
 No se entiende, o ya pasó.
 ¿Hasta cuándo? 17, mañana 9, +1: luego
Enter Aceptar  Esc Cancelar
-- cursor 23,40
SCREEN

screen 'put off and taken back' \
	rosa 24x80 es '<agenda>a<Down>p+1<Enter>u' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
 [míos]  del turno   todos    Vencidos 1   Hoy 1   Semana 2

     Cuándo             Acerca de    Riesgo       Qué                  Quién
   ! hoy    14:00-15:00 L 26-00007-8              Verificar            Rosa
 >   hoy    17:00-18:00 L 26-00006-4 !! Alto      Verificar: preguntar Rosa
     vie 27 10:00       L 26-00004-1              Verificar: Confirmar Rosa








 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 o más
          23. [24:] 25.  26.  27:  28.  29.
          30.
 Deshecho: Pospuesto: mañana 17:00-18:00, L 26-00006-4.
Enter Abrir  d Hecho  p Posponer  r Reasignar  L Llamar  F4 De quién  F1 Ayuda
-- cursor 6,2
SCREEN

screen 'given to somebody of a list' \
	rosa 24x80 es '<agenda>a<Down>r' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
 [míos]  del turno   todos    Vencidos 1   Hoy 1   Semana 2

     Cuándo             Acerca de    Riesgo       Qué                  Quién
   ! hoy    14:00-15:00 L 26-00007-8              Verificar            Rosa
     hoy    17:00-18:00 L 26-00006-4 !! Alto      Verificar: preguntar Rosa
     vie 27 10:00       L 26-00004-1              Verificar: Confirmar Rosa








 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
 Quién:
 >   Luz
     Marta
     Rosa
     quien esté de turno

Enter Elegir  F3 Volver
-- cursor 19,2
SCREEN

screen 'given to Luz it is in her list' \
	rosa 24x80 es '<agenda>a<Down>rl<Enter>' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
 [míos]  del turno   todos    Vencidos 1   Hoy 0   Semana 1

     Cuándo             Acerca de    Riesgo       Qué                  Quién
   ! hoy    14:00-15:00 L 26-00007-8              Verificar            Rosa
 >   vie 27 10:00       L 26-00004-1              Verificar: Confirmar Rosa









 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 o más
          23. [24:] 25.  26.  27:  28.  29.
          30.
 Ahora es para Luz. u deshacer.
Enter Abrir  d Hecho  p Posponer  r Reasignar  L Llamar  F4 De quién  F1 Ayuda
-- cursor 6,2
SCREEN

screen 'a page further the calendar shows that month' \
	rosa 24x80 es '<follow rosa 6 +40 9;otro mes><agenda>a<End>' <<'SCREEN'
 AMPARO  Agenda                                                    rosa  15:09
 [míos]  del turno   todos    Vencidos 1   Hoy 1   Semana 2

     Cuándo             Acerca de    Riesgo       Qué                  Quién
   ! hoy    14:00-15:00 L 26-00007-8              Verificar            Rosa
     hoy    17:00-18:00 L 26-00006-4 !! Alto      Verificar: preguntar Rosa
     vie 27 10:00       L 26-00004-1              Verificar: Confirmar Rosa
 >   03 ene 2027 09:00  L 26-00006-4 !! Alto      Verificar: otro mes  Rosa








 ene      L    M    M    J    V    S    D
                               1.   2.   3:      . ninguno
           4.   5.   6.   7.   8.   9.  10.      : 1-2
          11.  12.  13.  14.  15.  16.  17.      * 3-4
          18.  19.  20.  21.  22.  23.  24.      # 5 o más
          25.  26.  27.  28.  29.  30.  31.

Enter Abrir  d Hecho  p Posponer  r Reasignar  L Llamar  F4 De quién  F1 Ayuda
-- cursor 8,2
SCREEN

screen 'a follow-up that is opened shows who noted it' \
	rosa 24x80 es '<agenda>a<Down><Enter>' <<'SCREEN'
 AMPARO  Seguimiento L 26-00006-4                                  rosa  15:09

 Qué*          [2] Verificar               Quién    [RO] Rosa

 Cuándo*       [2026-11-24 17:00-18:00  ]  hoy 17:00-18:00
 Teléfono      [                ]
 Nota          [preguntar por la tía                                         ]

 Anotado por Rosa, 14:36.














F9 Guardar  F4 Opciones  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,39
SCREEN

screen 'nothing to do' \
	marta 24x80 es 'a' <<'SCREEN'
 AMPARO  Agenda                                                   marta  14:36
 [míos]  del turno   todos    Vencidos 0   Hoy 0   Semana 0


   No hay nada pendiente.










 nov      L    M    M    J    V    S    D
                                         1.      . ninguno
           2.   3.   4.   5.   6.   7.   8.      : 1-2
           9.  10.  11.  12.  13.  14.  15.      * 3-4
          16.  17.  18.  19.  20.  21.  22.      # 5 o más
          23. [24.] 25.  26.  27.  28.  29.
          30.

F4 De quién  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'a small window' \
	rosa 10x40 es '<agenda>a' <<'SCREEN'
Agrande la ventana a 80x24
Ahora es de 40x10.
Hasta entonces las teclas no actúan.
F12 oculta. Nada se pierde.






-- cursor 1,1
SCREEN

finish
