#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The page after log-in.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'she is greeted and told when she was here last, and what was refused since' \
	rosa 24x80 es '<attach>' <<'SCREEN'
 AMPARO  Ingreso                                                   rosa  14:36

 Hola, Rosa.
 Último ingreso: 23 nov 08:00 desde 10.0.2.7
 ! Intentos fallidos desde entonces: 1
















 Terminal: putty 80x24, UTF-8, 8 colores. F4 lo cambia.

Enter Inicio  F4 Opciones  F2 Nueva  F5 Buscar  F10 Menú  F1 Ayuda
-- cursor 23,2
SCREEN

screen 'only a first log-in is called so, not each connection of that session' \
	luz 24x80 en '<attach><F3><detach><attach resumed>' <<'SCREEN'
 AMPARO  Welcome                                                    luz  14:36

 Hello, Luz.
 You are connected again.
 Failed tries so far: 0















 You have no PIN: after hiding (F12) you connect again.
 Terminal: putty 80x24, UTF-8, 8 colours. F4 changes it.

Enter Home  F4 Options  F2 New  F5 Search  F10 Menu  F1 Help
-- cursor 23,2
SCREEN

screen 'nor is it in Spanish' \
	luz 24x80 es '<attach><F3><detach><attach resumed>' <<'SCREEN'
 AMPARO  Ingreso                                                    luz  14:36

 Hola, Luz.
 Está conectada de nuevo.
 Intentos fallidos hasta ahora: 0















 Usted no tiene clave: después de ocultar (F12) se conecta de nuevo.
 Terminal: putty 80x24, UTF-8, 8 colores. F4 lo cambia.

Enter Inicio  F4 Opciones  F2 Nueva  F5 Buscar  F10 Menú  F1 Ayuda
-- cursor 23,2
SCREEN

screen 'an operator without a PIN is told what hiding means' \
	luz 24x80 en '<attach>' <<'SCREEN'
 AMPARO  Welcome                                                    luz  14:36

 Hello, Luz.
 This is your first session.
 Failed tries so far: 0















 You have no PIN: after hiding (F12) you connect again.
 Terminal: putty 80x24, UTF-8, 8 colours. F4 changes it.

Enter Home  F4 Options  F2 New  F5 Search  F10 Menu  F1 Help
-- cursor 23,2
SCREEN

screen 'a console that was left at a list offers to go on there' \
	rosa 24x80 es 'l<detach><attach resumed>' <<'SCREEN'
 AMPARO  Ingreso                                                   rosa  14:36

 Hola, Rosa.
 Último ingreso: 23 nov 08:00 desde 10.0.2.7
 ! Intentos fallidos desde entonces: 1

 Sigue abierto: Llamadas de hoy  de todas
   Enter  retomar donde quedó
   F3     dejarlo como borrador e ir al inicio












 Terminal: putty 80x24, UTF-8, 8 colores. F4 lo cambia.

Enter Retomar  F3 Inicio (borrador)  F4 Opciones  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 23,2
SCREEN

screen 'Enter goes on where she was, on the same row' \
	rosa 24x80 es 'l<Down><Down><detach><attach resumed><Enter>' <<'SCREEN'
 AMPARO  Llamadas de hoy  de todas                                 rosa  14:36

   Hora  Llamada    Motivo             Lugar      Resultado        Riesgo
   14:21 26-00007-8 Servicio           Lima       Información
   13:07 26-00006-4 Reporte            Puno       Derivación       !! Alto
 > 12:30 26-00005-5 Peligro            Loreto     Emergencia       !! Peligro
   11:58 26-00004-1 Oferta de trabajo  Tacna      Orientación
   10:50 26-00003-2 Sin contenido                 Broma
   09:41 26-00002-9 Servicio           Cusco      Información
   08:05 26-00001-0 Servicio           Lima       Información













Enter Abrir  F4 Mías/todas  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 6,2
SCREEN

screen 'F3 leaves it and goes home' \
	rosa 24x80 en 'l<detach><attach resumed><F3>' <<'SCREEN'
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

screen 'F4 changes the language at once, over the page' \
	rosa 24x80 es '<attach><F4><Enter>' <<'SCREEN'
 AMPARO  Welcome                                                   rosa  14:36

 Hello, Rosa.
 Last login: 23 Nov 08:00 from 10.0.2.7
 ! Failed tries since then: 1












 Options
 > Language             English
   Characters           UTF-8
   Colours              Yes
   Bell with an alarm   Yes

Enter Change  F3 Back
-- cursor 19,2
SCREEN

finish
