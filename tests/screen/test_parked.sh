#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A form that is left is parked: drafts, lists and forms together.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'F3 parks a form; home shows the draft and the open call' \
	rosa 24x80 es '<F2>2s961555877<F3>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 1  Borradores 1
 Registrando desde 14:36: d lista
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6                                      abierta
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información



 Pendientes (míos y del turno)
   No hay nada pendiente.
 Mis borradores
   14:36        26-00008-6  Reporte
 L 26-00008-6 queda abierta como borrador.
Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'F2 in a form parks it and opens the next call' \
	rosa 24x80 es '<F2>2s961555877<F2>1<F3>g' <<'SCREEN'
 AMPARO  Mis borradores                                            rosa  14:36

   Guardado     Llamada     Motivo                       Lugar
 > 14:36        26-00009-3  Servicio
   14:36        26-00008-6  Reporte


















Enter Retomar  D Descartar  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'Enter goes on with a draft in the same field' \
	rosa 24x80 es '<F2>2s961555877<F3>g<Enter>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [s]
 Devolver a    [961555877     ] es de    [          ] hora segura [           ]
 Dónde está    [                                                              ]
 Notas  (libre; se guarda sola)          Lo que dijo [ ]

 .
 .
 .
 .
 Llama desde   [  ]             Está en   [  ]            Salió de  [  ]
 Quién llama   [ ]                    Idioma   [ ]            Intérprete  [ ]
 Víctimas      [   ] menores [   ] Sexo [ ]          Edad [     ]
 Local         [ ]                  Situación [ ]
 Captación: medio [ ]                  relación [ ]          promesa [ ]
 Acepta: registro [ ] derivación [ ] devolver llamada [ ] lo dio   [          ]
 Se enteró por [ ]            Resultado* [ ]             Riesgo [9] Sin evaluar
 Falta preguntar: quién la controla, si puede salir, si hay otras personas

 Riesgo propuesto: Sin evaluar (falta edad, falta situación)


F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 4,26
SCREEN

screen 'D asks before it discards' \
	rosa 24x80 es '<F2>2s961<F3>gD' <<'SCREEN'
 AMPARO  Mis borradores                                            rosa  14:36

   Guardado     Llamada     Motivo                       Lugar
 > 14:36        26-00008-6  Reporte


















 ¿Descartar el borrador L 26-00008-6? s/n
s Sí  n No
-- cursor 23,43
SCREEN

screen 'a discarded draft leaves its number void' \
	rosa 24x80 es '<F2>2s961<F3>gDs<F3>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0
 Disponible desde 14:36
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6                                      anulada
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información



 Pendientes (míos y del turno)
   No hay nada pendiente.
 Mis borradores
   No hay borradores.

Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'u brings the draft and its call back' \
	rosa 24x80 es '<F2>2s961<F3>gDsu' <<'SCREEN'
 AMPARO  Mis borradores                                            rosa  14:36

   Guardado     Llamada     Motivo                       Lugar
 > 14:36        26-00008-6  Reporte


















 Deshecho: Borrador descartado.
Enter Retomar  D Descartar  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'after u the form can be saved as if nothing had been' \
	rosa 24x80 es '<F2>1<F3>gDsu<Enter><F9>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 6  con contenido 5  abiertas 0  Borradores 0
 Disponible desde 14:36
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6  Servicio                            Información
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información



 Pendientes (míos y del turno)
   No hay nada pendiente.
 Mis borradores
   No hay borradores.
 Guardada L 26-00008-6. u deshacer.
Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'what was saved is taken back into its form' \
	rosa 24x80 es '<F2>1<F9>u' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [1] Servicio
 Llama desde   [  ]                      Provincia   [  ]
 Se enteró por [ ]                       Quién llama [ ]
 Resultado*    [1] Información           Idioma      [ ]
 Devolver a    [              ] es de    [          ] hora segura [           ]

 Notas  (libre; se guarda sola)          Lo que dijo [1] Pregunta por

 .
 .
 .
 .
 .


 1 Servicio  2 Reporte  3 Oferta de trabajo o estudio
 4 Seguimiento o caso existente  5 Peligro, o ayuda para sí  6 Otra ayuda
 0 Sin contenido


 Deshecho: Guardada L 26-00008-6.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 10,2
SCREEN

screen 'a call of the list opens, and F3 goes back to its row' \
	rosa 24x80 es 'l<Down><Down><Down><Enter><F3>' <<'SCREEN'
 AMPARO  Llamadas de hoy  de todas                                 rosa  14:36

   Hora  Llamada    Motivo             Lugar      Resultado        Riesgo
   14:21 26-00007-8 Servicio           Lima       Información
   13:07 26-00006-4 Reporte            Puno       Derivación       !! Alto
   12:30 26-00005-5 Peligro            Loreto     Emergencia       !! Peligro
 > 11:58 26-00004-1 Oferta de trabajo  Tacna      Orientación
   10:50 26-00003-2 Sin contenido                 Broma
   09:41 26-00002-9 Servicio           Cusco      Información
   08:05 26-00001-0 Servicio           Lima       Información













Enter Abrir  F4 Mías/todas  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 7,2
SCREEN

screen 'a dropped line leaves the form as it was, under the login page' \
	rosa 24x80 es '<F2>2s961<detach><attach resumed>' <<'SCREEN'
 AMPARO  Ingreso                                                   rosa  14:36

 Hola, Rosa.
 Último ingreso: 23 nov 08:00 desde 10.0.2.7
 ! Intentos fallidos desde entonces: 1

 Sigue abierto: Llamada L 26-00008-6   desde 14:36
   Enter  retomar donde quedó
   F3     dejarlo como borrador e ir al inicio












 Terminal: putty 80x24, UTF-8, 8 colores. F4 lo cambia.

Enter Retomar  F3 Inicio (borrador)  F4 Opciones  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 23,2
SCREEN

screen 'Enter is back in the field, and typing goes on' \
	rosa 24x80 es '<F2>2s961<detach><attach resumed><Enter>55' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [s]
 Devolver a    [96155         ] es de    [          ] hora segura [           ]
 Dónde está    [                                                              ]
 Notas  (libre; se guarda sola)          Lo que dijo [ ]

 .
 .
 .
 .
 Llama desde   [  ]             Está en   [  ]            Salió de  [  ]
 Quién llama   [ ]                    Idioma   [ ]            Intérprete  [ ]
 Víctimas      [   ] menores [   ] Sexo [ ]          Edad [     ]
 Local         [ ]                  Situación [ ]
 Captación: medio [ ]                  relación [ ]          promesa [ ]
 Acepta: registro [ ] derivación [ ] devolver llamada [ ] lo dio   [          ]
 Se enteró por [ ]            Resultado* [ ]             Riesgo [9] Sin evaluar
 Falta preguntar: quién la controla, si puede salir, si hay otras personas

 Riesgo propuesto: Sin evaluar (falta edad, falta situación)

 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 4,22
SCREEN

screen 'F3 there parks it' \
	rosa 24x80 es '<F2>2s961<detach><attach resumed><F3>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 1  Borradores 1
 Disponible desde 14:36
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:36 26-00008-6                                      abierta
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información



 Pendientes (míos y del turno)
   No hay nada pendiente.
 Mis borradores
   14:36        26-00008-6  Reporte

Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'hidden in the middle of a note and back' \
	rosa 24x80 es '<F2>5Habla bajo<F12>123456<Enter>, llora' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [5] Peligro, o ayuda para sí
 Notas                                   Lo que dijo [7] Pide ayuda para sí
 Habla bajo, llora
 .
 .
 .
 .
 .
 ¿Puede hablar sin peligro?    [ ] Dónde está   [                             ]
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Resultado*    [ ]                       Riesgo      [1] Peligro inmediato
 Idioma        [ ]             Intérprete  [ ]  Edad [     ]  menores  [   ]
 Pregunte: ¿está herida? ¿sola? ¿hay menores? ¿puede salir? ¿por dónde?

 Emergencia: policía, ambulancia, fiscalía de turno (lo que ella acepte).
 Aviso enviado a supervisión 14:36.


 Riesgo propuesto: Peligro inmediato (peligro, o ayuda para sí)

 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 5,19
SCREEN

screen 'help is on the field in focus' \
	rosa 24x80 es '<F2>2<F1>' <<'SCREEN'
 AMPARO  Ayuda  Llamada                                            rosa  14:36
 ¿Puede hablar?
 Antes que nada, despacio y en voz baja:
 «¿Puede hablar sin peligro? Si no puede, diga solo sí o no.»

 Si NO puede
 - Solo preguntas de sí o no: ¿está en peligro ahora? ¿Está encerrada? ¿Hay
   menores? ¿Quiere a la policía? ¿Vuelve a llamar, o la llamamos?
 - «Si alguien entra, diga "número equivocado" y cuelgue.»
 - Acuerden una palabra para «vengan» y otra para «siga como si nada».

 Si puede, primero lo que importa si la llamada se corta
 1 Un número para devolver la llamada, de quién es y a qué hora es seguro.
 2 Dónde está, con sus palabras: calle, local, algo que se vea.
 3 ¿Está herida? ¿Hay menores? ¿Puede salir? Después, lo demás.

 No llame a un número que ella no dio. No deje recados, no diga quién llama.
 No mencione llamadas anteriores, aunque la pantalla las muestre: el teléfono
 es de una línea, no de una persona.

 Versión 1, 27 nov. Práctica de líneas de ayuda


F3 Volver  F1 Otra ficha  ? Teclas y campo  F2 Nueva  F5 Buscar  F10 Menú
-- cursor 2,2
SCREEN

screen 'the menu lies over the form' \
	rosa 24x80 es '<F2>2<F10>h' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [ ]
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Dónde está    [                                                              ]
 Notas  (libre; se guarda sola)          Lo que dijo [ ]

 .
 .
 .
 .
 Llama desde   [  ]             Está en   [  ]            Salió de  [  ]
 Quién llama   [ ]                    Idioma   [ ]            Intérprete  [ ]
 Víctimas      [   ] menores [   ] Sexo [ ]          Edad [     ]
 Local         [ ]                  Situación [ ]
 Captación: medio [ ]                  relación [ ]          promesa [ ]
 Acepta: registro [ ] derivación [ ] devolver llamada [ ] lo dio   [          ]
 : h
 > Llamadas de hoy



 Borrador guardado 14:36.
Enter Hacer  Esc Cerrar
-- cursor 18,5
SCREEN

finish
