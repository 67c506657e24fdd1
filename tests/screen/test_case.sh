#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Cases: the list, one case, its data, its notes, links, flags, the sheet.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"


screen 'my cases, the last touched first' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.><case luz 0 De Luz>c' <<'SCREEN'
 AMPARO  Casos  Míos, abiertos                                     rosa  14:36

   Caso       Riesgo       Título                         Quién  Último
 > 26-00001-0 !! Alto      Adolescente, 16: Nauta         Rosa   14:36



















Enter Abrir  + Nueva  # Número  F4 Cuáles  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'of the cases of others only the number is shown' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.><case luz 0 De Luz>c<F4>2' <<'SCREEN'
 AMPARO  Casos  De todas, abiertos                                 rosa  14:36

   Caso       Riesgo       Título                         Quién  Último
 > 26-00002-9              (ajeno)                        Luz    14:36
   26-00001-0 !! Alto      Adolescente, 16: Nauta         Rosa   14:36


















Enter Abrir  + Nueva  # Número  F4 Cuáles  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'a supervisor sees all of them' \
	marta 24x80 en '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.><case luz 0 De Luz>c' <<'SCREEN'
 AMPARO  Cases  Everybody's, open                                 marta  14:36

   Case       Risk         Title                          Who    Last
 > 26-00002-9 Unassessed   De Luz                         Luz    14:36
   26-00001-0 !! High      Adolescente, 16: Nauta         Rosa   14:36


















Enter Open  + New  # Number  F4 Which  F2 New  F5 Search  F3 Back  F1 Help
-- cursor 4,2
SCREEN

screen 'a case with its timeline, and what the row in focus says' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.>c<Enter>' <<'SCREEN'
 AMPARO  Caso C 26-00001-0   Nuevo   !! Alto                       rosa  14:36
 Persona   (sin nombre aún)
 Lugar                                        Responsable: Rosa
 Acepta    derivación sin preguntar
 Acto ?, medios ?, fin ?.  Falta preguntar: dónde está, si puede salir

   Fecha        Quién   Qué
   24 nov 13:07 Rosa    L 26-00006-4: Reporte, Derivación
   24 nov 14:36 Rosa    C 26-00001-0 abierto: Línea telefónica
 > 24 nov 14:36 Rosa    Nota: La tía confirma que Mari llamó desde el bar






 Detalle
 La tía confirma que Mari llamó desde el bar, llorando.





F6 Derivar  + Nota  s Seguimiento  e Editar  F4 Partes  j Vincular  F1 Ayuda
-- cursor 10,2
SCREEN

screen 'the same in English on a wide screen: the detail stands on the right' \
	rosa 40x132 en '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.>c<Enter>' <<'SCREEN'
 AMPARO  Case C 26-00001-0   New   !! High                                                                             rosa  14:36
 Person    (no name yet)
 Place                                        Responsible: Rosa
 Accepts   referral not asked
 Act ?, means ?, purpose ?.  Still to ask: where she is, whether she can leave, who controls her, whether there are others

   Date         Who     What                                                      Detail
   24 Nov 13:07 Rosa    L 26-00006-4: Report about somebody, Referral             La tía confirma que Mari llamó desde el bar,
   24 Nov 14:36 Rosa    C 26-00001-0 opened: Hotline                              llorando.
 > 24 Nov 14:36 Rosa    Note: La tía confirma que Mari llamó desde el bar





























F6 Refer  + Note  s Follow-up  e Edit  F4 Parts  j Link  F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 10,2
SCREEN

screen 'a case outside her own asks what for' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.><case luz 0 De Luz>c<F4>2<Enter>corto<Enter>' <<'SCREEN'
 AMPARO  Caso                                                      rosa  14:36

 Este caso no es suyo, ni está vinculado con una llamada suya en curso.
 ¿Para qué lo abre? Lo leerán quien responde por él y supervisión.

 corto
















 ! Escriba en diez letras o más para qué lo abre.
Enter Abrir  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 6,7
SCREEN

screen 'with a reason it opens, and the reason stands in the case' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.><case luz 0 De Luz>c<F4>2<Enter>La madre llama por este caso<Enter>' <<'SCREEN'
 AMPARO  Caso C 26-00002-9   Nuevo   riesgo sin evaluar            rosa  14:36
 Persona   (sin nombre aún)
 Lugar                                        Responsable: Luz
 Acepta    derivación sin preguntar
 Acto ?, medios ?, fin ?.  Falta preguntar: dónde está, si puede salir

   Fecha        Quién   Qué
   24 nov 14:36 Luz     C 26-00002-9 abierto: Línea telefónica
 > 24 nov 14:36 Rosa    Entró a un caso ajeno: La madre llama por este caso







 Detalle
 La madre llama por este caso





F6 Derivar  + Nota  s Seguimiento  e Editar  F4 Partes  j Vincular  F1 Ayuda
-- cursor 9,2
SCREEN

screen 'the data of a case' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.>c<Enter>e' <<'SCREEN'
 AMPARO  Datos del caso  C 26-00001-0                              rosa  14:36

 Título         [Adolescente, 16: Nauta a Pucallpa                           ]

 Estado*        [1] Nuevo                 Riesgo*      [2] Alto
 Responsable    [RO] Rosa                 No acepta; plan de seguridad   [n]

 Fuente*        [1] Línea telefónica      Ámbito       [ ]
 Explotación    [ ]                       Víctimas     [   ]   menores [   ]

 Origen         [  ]                      Está en      [  ]
 Destino        [  ]                      Se conserva  [2] Caso

 Cómo terminó
   Para la persona  [ ]
   En lo legal      [ ]
   Para la línea    [ ]






F9 Guardar  F4 Opciones  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 3,51
SCREEN

screen 'a closed case says how it ended' \
	rosa 24x80 en '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.>c<Enter>e<Tab>5' <<'SCREEN'
 AMPARO  Data of the case  C 26-00001-0                            rosa  14:36

 Title          [Adolescente, 16: Nauta a Pucallpa                           ]

 Status*        [5] Closed                Risk*        [2] High
 Responsible    [RO] Rosa                 Does not accept; safety plan   [n]

 Source*        [1] Hotline               Scope        [ ]
 Exploitation   [ ]                       Victims      [   ]   minors  [   ]

 Origin         [  ]                      Is now in    [  ]
 Destination    [  ]                      Kept as      [2] Case

 How it ended
   For the person   [ ]
   Before the law   [ ]
   For the line     [ ]


 ! A closed case says how it ended for the person.


 Draft saved 14:36.
F9 Save  F4 Options  F3 Back (draft)  F2 New  F5 Search  F10 Menu  F1 Help
-- cursor 5,57
SCREEN

screen 'a risk that is saved is on the timeline' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.>c<Enter>e<Tab><Tab>1<F9>' <<'SCREEN'
 AMPARO  Caso C 26-00001-0   Nuevo   !! Peligro inmediato          rosa  14:36
 Persona   (sin nombre aún)
 Lugar                                        Responsable: Rosa
 Acepta    derivación sin preguntar
 Acto ?, medios ?, fin ?.  Falta preguntar: dónde está, si puede salir

   Fecha        Quién   Qué
   24 nov 13:07 Rosa    L 26-00006-4: Reporte, Derivación
   24 nov 14:36 Rosa    C 26-00001-0 abierto: Línea telefónica
   24 nov 14:36 Rosa    Nota: La tía confirma que Mari llamó desde el bar
 > 24 nov 14:36 Rosa    !! Riesgo: Alto -> Peligro inmediato





 Detalle
 !! Riesgo: Alto -> Peligro inmediato




 Caso guardado. u deshacer.
F6 Derivar  + Nota  s Seguimiento  e Editar  F4 Partes  j Vincular  F1 Ayuda
-- cursor 11,2
SCREEN

screen 'and u takes it back' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.>c<Enter>e<Tab><Tab>1<F9>u' <<'SCREEN'
 AMPARO  Caso C 26-00001-0   Nuevo   !! Alto                       rosa  14:36
 Persona   (sin nombre aún)
 Lugar                                        Responsable: Rosa
 Acepta    derivación sin preguntar
 Acto ?, medios ?, fin ?.  Falta preguntar: dónde está, si puede salir

   Fecha        Quién   Qué
   24 nov 13:07 Rosa    L 26-00006-4: Reporte, Derivación
   24 nov 14:36 Rosa    C 26-00001-0 abierto: Línea telefónica
   24 nov 14:36 Rosa    Nota: La tía confirma que Mari llamó desde el bar
 > 24 nov 14:36 Rosa    !! Riesgo: Alto -> Peligro inmediato
   24 nov 14:36 Rosa    !! Riesgo: Peligro inmediato -> Alto




 Detalle
 !! Riesgo: Alto -> Peligro inmediato




 Deshecho: Caso guardado, C 26-00001-0.
F6 Derivar  + Nota  s Seguimiento  e Editar  F4 Partes  j Vincular  F1 Ayuda
-- cursor 11,2
SCREEN

screen 'a note is added' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.>c<Enter>+Llamar mañana.<F9>' <<'SCREEN'
 AMPARO  Caso C 26-00001-0   Nuevo   !! Alto                       rosa  14:36
 Persona   (sin nombre aún)
 Lugar                                        Responsable: Rosa
 Acepta    derivación sin preguntar
 Acto ?, medios ?, fin ?.  Falta preguntar: dónde está, si puede salir

   Fecha        Quién   Qué
   24 nov 13:07 Rosa    L 26-00006-4: Reporte, Derivación
   24 nov 14:36 Rosa    C 26-00001-0 abierto: Línea telefónica
   24 nov 14:36 Rosa    Nota: La tía confirma que Mari llamó desde el bar
 > 24 nov 14:36 Rosa    Nota: Llamar mañana.





 Detalle
 Llamar mañana.




 Nota agregada. u deshacer.
F6 Derivar  + Nota  s Seguimiento  e Editar  F4 Partes  j Vincular  F1 Ayuda
-- cursor 11,2
SCREEN

screen 'and withdrawn: it can still be read' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.>c<Enter>+Llamar mañana.<F9>u<Down>' <<'SCREEN'
 AMPARO  Caso C 26-00001-0   Nuevo   !! Alto                       rosa  14:36
 Persona   (sin nombre aún)
 Lugar                                        Responsable: Rosa
 Acepta    derivación sin preguntar
 Acto ?, medios ?, fin ?.  Falta preguntar: dónde está, si puede salir

   Fecha        Quién   Qué
   24 nov 13:07 Rosa    L 26-00006-4: Reporte, Derivación
   24 nov 14:36 Rosa    C 26-00001-0 abierto: Línea telefónica
   24 nov 14:36 Rosa    Nota: La tía confirma que Mari llamó desde el bar
 > 24 nov 14:36 Rosa    Nota retirada: Llamar mañana.





 Detalle
 Llamar mañana.




 Deshecho: Nota agregada, C 26-00001-0. Todavía se puede leer.
F6 Derivar  + Nota  s Seguimiento  e Editar  F4 Partes  j Vincular  F1 Ayuda
-- cursor 11,2
SCREEN

screen 'what can be linked and joined depends on the row' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.>c<Enter><Home>j' <<'SCREEN'
 AMPARO  Caso C 26-00001-0   Nuevo   !! Alto                       rosa  14:36
 Persona   (sin nombre aún)
 Lugar                                        Responsable: Rosa
 Acepta    derivación sin preguntar
 Acto ?, medios ?, fin ?.  Falta preguntar: dónde está, si puede salir

   Fecha        Quién   Qué
   24 nov 13:07 Rosa    L 26-00006-4: Reporte, Derivación
   24 nov 14:36 Rosa    C 26-00001-0 abierto: Línea telefónica
   24 nov 14:36 Rosa    Nota: La tía confirma que Mari llamó desde el bar






 Detalle
 Vincular y unir:
 > 2 Llamada, por número
   3 Mover a otro caso
   4 Retirar la llamada
   5 Unir con otro caso

Enter Elegir  F3 Volver
-- cursor 19,2
SCREEN

screen 'a call that does not belong there is taken off for a reason' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.>c<Enter><Home>j4Era otra adolescente<Enter>' <<'SCREEN'
 AMPARO  Caso C 26-00001-0   Nuevo   !! Alto                       rosa  14:36
 Persona   (sin nombre aún)
 Lugar                                        Responsable: Rosa
 Acepta    derivación sin preguntar
 Acto ?, medios ?, fin ?.  Falta preguntar: dónde está, si puede salir

   Fecha        Quién   Qué
 > 24 nov 14:36 Rosa    C 26-00001-0 abierto: Línea telefónica
   24 nov 14:36 Rosa    L 26-00006-4 retirada de este caso: Era otra
   24 nov 14:36 Rosa    Nota: La tía confirma que Mari llamó desde el bar






 Detalle
 C 26-00001-0 abierto: Línea telefónica




 La llamada ya no está en este caso. u deshacer.
F6 Derivar  + Nota  s Seguimiento  e Editar  F4 Partes  j Vincular  F1 Ayuda
-- cursor 8,2
SCREEN

screen 'two cases become one' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.><case rosa 0 La misma>c<Down><Enter>j5C 26-00002-9<Enter>Es la misma persona<Enter>' <<'SCREEN'
 AMPARO  Caso C 26-00001-0   Nuevo   !! Alto                       rosa  14:36
 Persona   (sin nombre aún)
 Lugar                                        Responsable: Rosa
 Acepta    derivación sin preguntar
 Acto ?, medios ?, fin ?.  Falta preguntar: dónde está, si puede salir
 ! Unido con 1 más.
   Fecha        Quién   Qué
   24 nov 13:07 Rosa    L 26-00006-4: Reporte, Derivación
   24 nov 14:36 Rosa    C 26-00001-0 abierto: Línea telefónica
   24 nov 14:36 Rosa    C 26-00002-9 abierto: Línea telefónica
 > 24 nov 14:36 Rosa    Nota: La tía confirma que Mari llamó desde el bar
   24 nov 14:36 Rosa    C 26-00002-9 unido a este caso: Es la misma persona




 Detalle
 La tía confirma que Mari llamó desde el bar, llorando.




 Ahora son un solo caso. u deshacer.
F6 Derivar  + Nota  s Seguimiento  e Editar  F4 Partes  j Vincular  F1 Ayuda
-- cursor 11,2
SCREEN

screen 'another one answers for it' \
	rosa 24x80 en '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.>c<Enter>rluz<Enter>' <<'SCREEN'
 AMPARO  Case C 26-00001-0   New   !! High                         rosa  14:36
 Person    (no name yet)
 Place                                        Responsible: Luz
 Accepts   referral not asked
 Act ?, means ?, purpose ?.  Still to ask: where she is, whether she can leave

   Date         Who     What
   24 Nov 13:07 Rosa    L 26-00006-4: Report about somebody, Referral
   24 Nov 14:36 Rosa    C 26-00001-0 opened: Hotline
 > 24 Nov 14:36 Rosa    Note: La tía confirma que Mari llamó desde el bar
   24 Nov 14:36 Rosa    Responsible: Rosa -> Luz





 Detail
 La tía confirma que Mari llamó desde el bar, llorando.




 Luz answers for the case. u takes it back.
F6 Refer  + Note  s Follow-up  e Edit  F4 Parts  j Link  F2 New  F1 Help
-- cursor 10,2
SCREEN

screen 'a flag' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.>c<Enter>!+1mirar la edad<Enter>' <<'SCREEN'
 AMPARO  Marcas  C 26-00001-0                                      rosa  14:36

   Marca              Desde        Quién   Qué
 > ! Revisar          24 nov 14:36 Rosa    mirar la edad


















 Marca puesta. u deshacer.
+ Poner  d Resuelta  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'only supervisors restrict a case' \
	rosa 24x80 en '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.>c<Enter>!+6nadie<Enter>' <<'SCREEN'
 AMPARO  Flags  C 26-00001-0                                       rosa  14:36


   No flags. + sets one.


















 ! Only supervisors restrict a case.
+ Set  F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 4,2
SCREEN

screen 'the sheet for a prosecutor asks who wants it, and leaves out who called' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.>c<Enter>x1Lo pide la fiscalía<Enter>' <<'SCREEN'
 AMPARO  Lectura  Ficha del caso  C 26-00001-0                     rosa  14:36

 Ficha del caso C 26-00001-0
 Hecha el 24 nov 14:36 por Rosa. Motivo: Lo pide la fiscalía
 No figuran quién llamó a la línea, los teléfonos ni los lugares reservados.

 Abierto: 24 nov 14:36
 Fuente: Línea telefónica
 Estado: Nuevo
 Riesgo: Alto

 Qué pasó
 24 nov 13:07  L 26-00006-4: Reporte, Derivación
 24 nov 14:36  C 26-00001-0 abierto: Línea telefónica









F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 3,2
SCREEN

screen 'who changed what' \
	rosa 24x80 en '<case rosa 6 Adolescente, 16: Nauta a Pucallpa><note rosa 1 La tía confirma que Mari llamó desde el bar, llorando.>c<Enter>e<Tab><Tab>1<F9>h' <<'SCREEN'
 AMPARO  To read  Who changed what  C 26-00001-0                   rosa  14:36

 24 Nov 14:36  Rosa  !! Risk: High -> Immediate danger
 24 Nov 14:36  Rosa  C 26-00001-0 opened: Hotline



















F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 3,2
SCREEN

screen 'from its form the call in hand is linked: Enter and 1 or 2' \
	rosa 24x80 es '<case rosa 0 De antes><F2>2s<F10>Vincular con un caso<Enter><Enter>1' <<'SCREEN'
 AMPARO  Casos  De todas, abiertos                                 rosa  14:36

   Caso       Riesgo       Título                         Quién  Último
 > 26-00001-0 Sin evaluar  De antes                       Rosa   14:36


















 Vinculada con C 26-00001-0 como posible. u deshacer.
Enter Abrir  + Nueva  # Número  F4 Cuáles  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'the case of somebody else is linked for a reason; too short a one is kept' \
	rosa 24x80 es '<case luz 0 De Luz><F2>2s<F10>Vincular con un caso<Enter><Enter>1corto<Enter>' <<'SCREEN'
 AMPARO  Casos  De todas, abiertos                                 rosa  14:36

   Caso       Riesgo       Título                         Quién  Último
   26-00001-0              (ajeno)                        Luz    14:36

















 Enter vincula la llamada de la que viene; v abre el caso para verlo antes.
 Diez letras o más: ¿por qué? corto
Enter Aceptar  Esc Cancelar
-- cursor 23,36
SCREEN

screen 'the same in English, before anything is typed' \
	rosa 24x80 en '<case luz 0 De Luz><F2>2s<F10>Link to a case<Enter><Enter>1' <<'SCREEN'
 AMPARO  Cases  Everybody's, open                                  rosa  14:36

   Case       Risk         Title                          Who    Last
   26-00001-0              (not yours)                    Luz    14:36

















 Enter links the call you came from; v opens the case to look at it first.
 Not your case: why link it?
Enter Accept  Esc Cancel
-- cursor 23,30
SCREEN

screen 'by whom was accepted stands with what was accepted' \
	rosa 24x80 es '<F2>2s<Enter><Enter><Tab>loulo2f16231ss<Up>la tía<Enter>33<F9>l<Enter><F10>Abrir un caso con<Enter>' <<'SCREEN'
 AMPARO  Caso C 26-00001-0   Nuevo   !! Peligro inmediato          rosa  14:36
 Persona   (sin nombre aún)  Femenino 16 MENOR
 Lugar     Loreto -> Ucayali                  Responsable: Rosa
 Acepta    derivación no vale, por la tía (24 nov)
 Acto sí, medios -, fin ?.  Falta preguntar: quién la controla

   Fecha        Quién   Qué
   24 nov 14:36 Rosa    C 26-00001-0 abierto: Línea telefónica
 > 24 nov 14:36 Rosa    L 26-00008-6: Reporte, Derivación







 Detalle
 L 26-00008-6: Reporte, Derivación




 Caso nuevo abierto. u deshacer.
F6 Derivar  + Nota  s Seguimiento  e Editar  F4 Partes  j Vincular  F1 Ayuda
-- cursor 9,2
SCREEN

screen 'and whoever refers reads it, in English' \
	rosa 24x80 en '<F2>2y<Enter><Enter><Tab>loulo2f16231yy<Up>her aunt<F6>' <<'SCREEN'
 AMPARO  Refer  L 26-00008-6                                       rosa  14:36
 Ucayali   ! under 18
 5 fit; first by service, place, hours, answers
       Body                            Place     Hours       Answers (90 d)
 >     PNP DIVINTRAP Lima              Lima      24 h
       Ministerio del Interior         Lima      L-V 8-17
       Fiscalía Pucallpa 2ª            Ucayali   L-V 8-16
       CEM Pucallpa                    Ucayali   L-V 8-16
       Defensoría del Pueblo           Lima      L-V 8-17
       CEM Puno                        Puno      L-V 8-13    does not serve
       Shelter, Ucayali                Ucayali   24 h        does not serve



 Marked           nobody yet (space marks, c a copy)
 1 Shared         Facts, Identity of the person, Place
 2 Copies see     facts only             3 Receipt in     24 h
 4 Responsible    Rosa                   5 As             referral
 6 What is asked
 Consent          ! A minor's parent or guardian accepts; else the exception.
 Tell of minors   PNP DIVINTRAP Lima, Fiscalía Pucallpa 2ª
 h Made before    -

Enter Prepare  space Mark  c Copy  v Page  F5 Filter  h Made  F2 New  F1 Help
-- cursor 5,2
SCREEN

screen 'a link that is taken back may be made again' \
	rosa 24x80 en '<case rosa 0 De antes><F2>2s<F10>Link to a case<Enter><Enter>1u' <<'SCREEN'
 AMPARO  Cases  Everybody's, open                                  rosa  14:36

   Case       Risk         Title                          Who    Last
 > 26-00001-0 Unassessed   De antes                       Rosa   14:36

















 Enter links the call you came from; v opens the case to look at it first.
 Taken back: Linked with C 26-00001-0 as possible.
Enter Link  v Look  + New  # Number  F4 Which  F2 New  F5 Search  F1 Help
-- cursor 4,2
SCREEN

screen 'what is said of a link goes with the search that it was made in' \
	rosa 24x80 es '<case rosa 0 De antes><F2>2s<F5>de antes<F4>x<Backspace>' <<'SCREEN'
 AMPARO  Buscar                                                    rosa  14:36
 Buscar: de antes
 número, teléfono, nombre, lugar, motivo, @operadora, fecha; sin tildes

   Cuándo       Número        Qué             Lugar     Quién        Coincide
 > 14:36        C 26-00001-0  Nuevo                                  texto
















 1 de 1
Enter Abrir  F4 Vincular llamada  Esc Borrar  F2 Nueva  F3 Volver  F1 Ayuda
-- cursor 2,18
SCREEN

screen 'supervision sees who came in, and lets in by name' \
	marta 24x80 es '<case luz 0 De Luz>c<F4>2<Enter><F4>0+rosa<Enter>corto<Enter>, reemplaza a Luz<Enter><Ctrl-U>+3<Enter>' <<'SCREEN'
 AMPARO  Quién puede leer el caso  C 26-00001-0                   marta  14:36

   Quién      Desde        Hasta        Por        Para qué
 > Rosa       24 nov 14:36 27 nov 23:59 Marta      corto, reemplaza a Luz


















 Rosa puede leerlo hasta 27 nov 23:59. u deshacer.
+ Admitir  d Retirar  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'the same in English, and shown out' \
	marta 24x80 en '<case luz 0 De Luz>c<F4>2<Enter><F4>0+rosa<Enter>stands in for Luz<Enter><Enter>d' <<'SCREEN'
 AMPARO  Who may read the case  C 26-00001-0                      marta  14:36

   Who        From         Until        By         What for
 > Rosa       24 Nov 14:36 24 Nov 14:36 Marta      stands in for Luz


















 Rosa has to give a reason from now on. u takes it back.
+ Let in  F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 4,2
SCREEN

screen 'a case opened from the call takes over what is typed of it' \
	rosa 24x80 es '<F2>2s<Enter><Enter>Llora<Tab>loulo2f16<Enter><F10>Abrir un caso con<Enter>' <<'SCREEN'
 AMPARO  Caso C 26-00001-0   Nuevo   riesgo sin evaluar            rosa  14:36
 Persona   (sin nombre aún)  Femenino 16 MENOR
 Lugar     Loreto -> Ucayali                  Responsable: Rosa
 Acepta    derivación sin preguntar
 Acto ?, medios -, fin ?.  Falta preguntar: si puede salir, quién la controla

   Fecha        Quién   Qué
   24 nov 14:36 Rosa    C 26-00001-0 abierto: Línea telefónica
 > 24 nov 14:36 Rosa    L 26-00008-6: abierta







 Detalle
 L 26-00008-6: abierta




 Caso nuevo abierto. u deshacer.
F6 Derivar  + Nota  s Seguimiento  e Editar  F4 Partes  j Vincular  F1 Ayuda
-- cursor 9,2
SCREEN

screen 'u closes it as opened by mistake' \
	rosa 24x80 en '<F2>2s<Enter><Enter>Llora<Tab>loulo2f16<Enter><F10>Open a case from<Enter>u' <<'SCREEN'
 AMPARO  Case C 26-00001-0   Closed                                rosa  14:36
 Person    (no name yet)  Female 16 MINOR
 Place     Loreto -> Ucayali                  Responsible: Rosa
 Accepts   referral not asked
 Act ?, means -, purpose ?.  Still to ask: whether she can leave

   Date         Who     What
 > 24 Nov 14:36 Rosa    C 26-00001-0 opened: Hotline








 Detail
 C 26-00001-0 opened: Hotline




 Taken back: New case opened, C 26-00001-0. Closed: opened by mistake.
F6 Refer  + Note  s Follow-up  e Edit  F4 Parts  j Link  F2 New  F1 Help
-- cursor 8,2
SCREEN

screen 'on a wide screen the title has what the others leave free' \
	rosa 24x132 en '<case rosa 6 Adolescente, 16: Nauta a Pucallpa>c' <<'SCREEN'
 AMPARO  Cases  Mine, open                                                                                             rosa  14:36

   Case       Risk         Status      Title                                        Place          Who      Last
 > 26-00001-0 !! High      New         Adolescente, 16: Nauta a Pucallpa                           Rosa     14:36



















Enter Open  + New  # Number  F4 Which  F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 4,2
SCREEN

screen 'its follow-ups, and no others' \
	rosa 24x80 es '<agenda><case rosa 6 Adolescente, 16: Nauta a Pucallpa><case rosa 0 Otro>c<Down><Enter>sman 9<Tab><Tab><Tab>Hablar con la fiscal<F9><F4>6' <<'SCREEN'
 AMPARO  Agenda  C 26-00001-0                                      rosa  15:09
 Vencidos 0   Hoy 0   Semana 1

     Cuándo             Acerca de    Riesgo       Qué                  Quién
 >   mié 25 09:00       C 26-00001-0 !! Alto      Verificar: Hablar    Rosa


















Enter Abrir  d Hecho  p Posponer  r Reasignar  L Llamar  + Agregar  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'a case without any, in English' \
	rosa 24x80 en '<agenda><case rosa 6 Adolescente, 16: Nauta a Pucallpa>c<Enter><F4>6' <<'SCREEN'
 AMPARO  Agenda  C 26-00001-0                                      rosa  15:09
 Late 0   Today 0   Week 0


   Nothing is to be done in this case. + adds something.


















+ Add  F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 5,2
SCREEN

screen 'its offers: none yet' \
	rosa 24x80 es '<offer Agencia Lucero/961555120/CL><case rosa 6 Adolescente, 16: Nauta a Pucallpa>c<Enter><F4>8' <<'SCREEN'
 AMPARO  Ofertas  C 26-00001-0                                     rosa  14:36
 De este caso y de sus llamadas. F4 muestra el registro.


   Ninguna oferta tiene que ver con este caso. F4 para buscar y vincular.


















Enter Abrir  F4 Caso/todas  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'one is chosen from the register and linked' \
	rosa 24x80 es '<offer Agencia Lucero/961555120/CL><offer Otra/944111222/BO><case rosa 6 Adolescente, 16: Nauta a Pucallpa>c<Enter><F4>8<F4><Down>' <<'SCREEN'
 AMPARO  Ofertas  C 26-00001-0                                     rosa  14:36
 ! en dos llamadas o más, o vinculada con un caso

     Vista  Quién la ofrece     Teléfono     Tipo          Hacia     Ll. C. Mal
     24 nov Otra                944111222                  Bolivia     1
 >   24 nov Agencia Lucero      961555120                  Chile       1

















Enter Abrir  F5 Filtrar  + Registrar  F4 Caso/todas  j Vincular  F1 Ayuda
-- cursor 6,2
SCREEN

screen 'from then on it is one of the case' \
	rosa 24x80 en '<offer Agencia Lucero/961555120/CL><offer Otra/944111222/BO><case rosa 6 Adolescente, 16: Nauta a Pucallpa>c<Enter><F4>8<F4><Down>j' <<'SCREEN'
 AMPARO  Offers  C 26-00001-0                                      rosa  14:36
 Of this case and of its calls. F4 shows the register.

     Seen   Offered by          Telephone    Kind          To        Cls Cs Bad
 > ! 24 Nov Agencia Lucero      961555120                  Chile       1  1

















 Linked as possible (Enter, = confirms); supervisors are told. u takes it back.
Enter Open  F4 Case/all  F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 5,2
SCREEN

screen 'its referrals: none, and the number in the title' \
	rosa 24x80 es '<case rosa 6 Adolescente, 16: Nauta a Pucallpa>c<Enter><F4>5' <<'SCREEN'
 AMPARO  Derivaciones  C 26-00001-0                                rosa  14:36



   No hay derivaciones.


















F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'two cases are one for a reason, which is asked for again' \
	rosa 24x80 es '<case rosa 0 Mujer, 22><case rosa 0 Otra, 22><F3><F3>c<Enter>j5C 26-00001-0<Enter>es ella<Enter>' <<'SCREEN'
 AMPARO  Caso C 26-00002-9   Nuevo   riesgo sin evaluar            rosa  14:36
 Persona   (sin nombre aún)
 Lugar                                        Responsable: Rosa
 Acepta    derivación sin preguntar
 Acto ?, medios ?, fin ?.  Falta preguntar: dónde está, si puede salir

   Fecha        Quién   Qué
   24 nov 14:36 Rosa    C 26-00002-9 abierto: Línea telefónica








 Detalle
 C 26-00002-9 abierto: Línea telefónica



 Escriba el motivo en diez letras o más.
 ¿Por qué son el mismo? es ella
Enter Aceptar  Esc Cancelar
-- cursor 23,32
SCREEN

screen 'where she is stands in words beside the place she left' \
	rosa 24x80 es '<F2>2s<Down><Down><Down>Delta 1, cerca de Mazuko, camino a la mina<Enter>Nota<Tab><Down><Down>cu<F9>3<F9>j+' <<'SCREEN'
 AMPARO  Caso C 26-00001-0   Nuevo   riesgo sin evaluar            rosa  14:36
 Persona   (sin nombre aún)
 Lugar     de Cusco  "Delta 1, cerca de Mazuko"  Responsable: Rosa
 Acepta    derivación sin preguntar
 Acto ?, medios ?, fin ?.  Falta preguntar: si puede salir, quién la controla

   Fecha        Quién   Qué
   24 nov 14:36 Rosa    C 26-00001-0 abierto: Línea telefónica
 > 24 nov 14:36 Rosa    L 26-00008-6: Reporte, Derivación







 Detalle
 Nota




 Caso nuevo abierto. u deshacer.
F6 Derivar  + Nota  s Seguimiento  e Editar  F4 Partes  j Vincular  F1 Ayuda
-- cursor 9,2
SCREEN

finish
