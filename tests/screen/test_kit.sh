#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What works on every screen: help, menu, options, hiding, messages.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'help is made from the keys of the screen' \
	rosa 24x80 es '<F1>' <<'SCREEN'
 AMPARO  Ayuda  Inicio                                             rosa  14:36
 En esta pantalla
 Enter         Atender a quien espera; si nadie: llamada nueva
 f             Toda la cola, y a quién devolver la llamada
 o             Qué hago: disponible, pausa, refrigerio
 P             Ingresar una llamada tomada en papel
 l             Llamadas de hoy
 a             Agenda: qué hay que hacer y cuándo
 c             Casos: míos, de todas
 R             Rescate en curso
 g             Mis borradores
 F4            Idioma, caracteres, colores, timbre
 F3 q          Salir

 En todas partes
 F2 n          Llamada nueva
 F5 /          Buscar llamadas: número, teléfono, nombre, palabras
 F10 :         Menú: escriba lo que quiere hacer
 F1 ?          Ayuda sobre esta pantalla y este campo
 F12 Ctrl-X    Ocultar la pantalla ya
 Ctrl-L        Redibujar la pantalla
 u             Deshacer lo último guardado

F3 Volver  F8 Más  F2 Nueva  F5 Buscar  F10 Menú
-- cursor 2,2
SCREEN

screen 'the same in English' \
	rosa 24x80 en '?' <<'SCREEN'
 AMPARO  Help  Home                                                rosa  14:36
 On this screen
 Enter         Answer the first who waits; nobody: a new call
 f             The whole queue, and who is to be called back
 o             What I am doing: ready, break, meal
 P             Enter a call taken on paper
 l             Today's calls
 a             Agenda: what is to be done, and when
 c             Cases: mine, everybody's
 R             Rescue in progress
 g             My drafts
 F4            Language, characters, colours, bell
 F3 q          Log out

 Everywhere
 F2 n          New call
 F5 /          Search calls: number, telephone, name, words
 F10 :         Menu: type what you want to do
 F1 ?          Help on this screen and field
 F12 Ctrl-X    Hide the screen now
 Ctrl-L        Draw the screen again
 u             Undo the last thing saved

F3 Back  F8 More  F2 New  F5 Search  F10 Menu
-- cursor 2,2
SCREEN

screen 'the auditor is offered only what she may do' \
	julia 24x80 en '<F1>' <<'SCREEN'
 AMPARO  Help  Home                                               julia  14:36
 On this screen
 F4            Language, characters, colours, bell
 F3 q          Log out

 Everywhere
 F10 :         Menu: type what you want to do
 F1 ?          Help on this screen and field
 F12 Ctrl-X    Hide the screen now
 Ctrl-L        Draw the screen again
 u             Undo the last thing saved

 Without function keys: Esc and then the digit (Esc 0 is F10, Esc three times
 hides).
 In a field: Enter or Tab next, arrows up and down move, Ctrl-U clears,
 Ctrl-W deletes a word. A complete code goes on by itself; - means "did not
 say".
 A place or a code is typed by its first letters, without accents, until only
 one is left; to type on (LO, LORETO) changes nothing.




F3 Back  F10 Menu
-- cursor 2,2
SCREEN

screen 'the menu lies over the screen' \
	rosa 24x80 es '<F10>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0
 Disponible desde 14:24
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información



 :
 > Atender a quien espera; si nadie: llamada nueva      Enter
   Toda la cola, y a quién devolver la llamada          f
   Qué hago: disponible, pausa, refrigerio              o
   Ingresar una llamada tomada en papel                 P

Enter Hacer  F8 Más  Esc Cerrar
-- cursor 18,4
SCREEN

screen 'what is typed narrows it, without accents' \
	rosa 24x80 es ':espan' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0
 Disponible desde 14:24
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información



 : espan
 > Español




Enter Hacer  Esc Cerrar
-- cursor 18,9
SCREEN

screen 'a word inside the name is found as well' \
	rosa 24x80 en ':screen' <<'SCREEN'
 AMPARO  Home                                                      rosa  14:36
 Today: closed 5  with content 4  open 0  Drafts 0
 Ready since 14:24
 > No signal from the exchange. Enter opens a new call.




 Today (my calls)
   14:21 26-00007-8  About the service    Lima           Information
   13:07 26-00006-4  Report about         Puno           Referral
   11:58 26-00004-1  Offer of work        Tacna          Guidance
   10:50 26-00003-2  No content                          Prank
   09:41 26-00002-9  About the service    Cusco          Information



 : screen
 > Help on this screen and field                        F1 ?
   Hide the screen now                                  F12 Ctrl-X
   Draw the screen again                                Ctrl-L


Enter Do it  Esc Close
-- cursor 18,10
SCREEN

screen 'Enter does it' \
	rosa 24x80 es ':engl<Enter>' <<'SCREEN'
 AMPARO  Home                                                      rosa  14:36
 Today: closed 5  with content 4  open 0  Drafts 0
 Ready since 14:24
 > No signal from the exchange. Enter opens a new call.




 Today (my calls)
   14:21 26-00007-8  About the service    Lima           Information
   13:07 26-00006-4  Report about         Puno           Referral
   11:58 26-00004-1  Offer of work        Tacna          Guidance
   10:50 26-00003-2  No content                          Prank
   09:41 26-00002-9  About the service    Cusco          Information




 Pending (mine and the shift's)
   Nothing is to be done.
 My drafts
   No parked drafts.

Enter Answer  l Calls  a Agenda  g Drafts  F4 Options  F3 Log out  F1 Help
-- cursor 4,2
SCREEN

screen 'nothing is called that' \
	rosa 24x80 en ':xyzzy<Enter>' <<'SCREEN'
 AMPARO  Home                                                      rosa  14:36
 Today: closed 5  with content 4  open 0  Drafts 0
 Ready since 14:24
 > No signal from the exchange. Enter opens a new call.




 Today (my calls)
   14:21 26-00007-8  About the service    Lima           Information
   13:07 26-00006-4  Report about         Puno           Referral
   11:58 26-00004-1  Offer of work        Tacna          Guidance
   10:50 26-00003-2  No content                          Prank
   09:41 26-00002-9  About the service    Cusco          Information



 : xyzzy
   Nothing is called that.




Enter Do it  Esc Close
-- cursor 18,9
SCREEN

screen 'hiding leaves a neutral title and asks for the PIN' \
	rosa 24x80 es 'l<F12>' <<'SCREEN'
                         Sesión en pausa.

                         Clave (números), Enter:

                         O conéctese de nuevo.



















-- cursor 3,50
SCREEN

screen 'a wrong PIN is asked again' \
	rosa 24x80 es '<F12>111111<Enter>' <<'SCREEN'
                         Sesión en pausa.

                         No es esa. Clave:

                         O conéctese de nuevo.



















-- cursor 3,44
SCREEN

screen 'the third wrong one ends the session' \
	rosa 24x80 es '<F12>1<Enter>2<Enter>3<Enter>' <<'SCREEN'
                         Sesión en pausa.

                         Clave (números), Enter:

                         O conéctese de nuevo.



















-- cursor 3,50
-- ended: Demasiadas claves erradas. Ingrese de nuevo: sus borradores están a salvo.
SCREEN

screen 'the right one brings everything back' \
	rosa 24x80 es 'l<Down><F12>123456<Enter>' <<'SCREEN'
 AMPARO  Llamadas de hoy  de todas                                 rosa  14:36

   Hora  Llamada    Motivo             Lugar      Resultado        Riesgo
   14:21 26-00007-8 Servicio           Lima       Información
 > 13:07 26-00006-4 Reporte            Puno       Derivación       !! Alto
   12:30 26-00005-5 Peligro            Loreto     Emergencia       !! Peligro
   11:58 26-00004-1 Oferta de trabajo  Tacna      Orientación
   10:50 26-00003-2 Sin contenido                 Broma
   09:41 26-00002-9 Servicio           Cusco      Información
   08:05 26-00001-0 Servicio           Lima       Información













Enter Abrir  F4 Mías/todas  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'without a PIN it says so, what to do and who gives one' \
	luz 24x80 en '<F12>' <<'SCREEN'
 Session paused.

 You have no PIN.
 Enter closes this connection.
 Connect again: it opens where you left it.
 Administration gives a PIN.


















-- cursor 4,31
SCREEN

screen 'without a PIN the way back is to connect again' \
	luz 24x80 es '<F12><Enter>' <<'SCREEN'
 Sesión en pausa.

 Usted no tiene clave.
 Enter cierra esta conexión.
 Conéctese de nuevo: todo sigue igual.
 La administración da las claves.


















-- cursor 4,29
-- hung up: Conéctese de nuevo: todo sigue donde lo dejó.
SCREEN

screen 'nothing typed for five minutes locks the console' \
	rosa 24x80 en '<attach><Enter><wait 299><wait 1>' <<'SCREEN'
                         Session paused.

                         PIN (digits), Enter:

                         Or connect again.



















-- cursor 3,47
SCREEN

screen 'what the server says is a warning on the message line' \
	rosa 24x80 es '<say Reinicio en 5 minutos.>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0
 Disponible desde 14:24
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información




 Pendientes (míos y del turno)
   No hay nada pendiente.
 Mis borradores
   No hay borradores.
 ! Reinicio en 5 minutos.
Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'Ctrl-S has nothing to stop' \
	rosa 24x80 es '<Ctrl-S>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0
 Disponible desde 14:24
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información




 Pendientes (míos y del turno)
   No hay nada pendiente.
 Mis borradores
   No hay borradores.
 Todo se guarda solo.
Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'there is nothing to take back' \
	rosa 24x80 es 'u' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0
 Disponible desde 14:24
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información




 Pendientes (míos y del turno)
   No hay nada pendiente.
 Mis borradores
   No hay borradores.
 No hay nada que deshacer.
Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

finish
