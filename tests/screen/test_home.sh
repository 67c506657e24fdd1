#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Home, as each account sees it.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'an operator sees her calls of today, her drafts, her numbers' \
	rosa 24x80 es '' <<'SCREEN'
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

Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'the same in English' \
	rosa 24x80 en '' <<'SCREEN'
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

screen 'invented data is marked on the screen' \
	rosa 24x80 es '<setting line.demo yes>' <<'SCREEN'
 AMPARO PRUEBA  Inicio                                             rosa  14:36
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

Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'a wide screen shows wider columns' \
	rosa 30x120 es '' <<'SCREEN'
 AMPARO  Inicio                                                                                            rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0
 Disponible desde 14:24
 > Sin señal de la central. Enter abre una llamada nueva.






 Hoy (mis llamadas)
   14:21 26-00007-8  Servicio                     Lima                 Información
   13:07 26-00006-4  Reporte                      Puno                 Derivación
   11:58 26-00004-1  Oferta de trabajo o estudio  Tacna                Orientación
   10:50 26-00003-2  Sin contenido                                     Broma
   09:41 26-00002-9  Servicio                     Cusco                Información








 Pendientes (míos y del turno)
   No hay nada pendiente.
 Mis borradores
   No hay borradores.

Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F3 Salir  F2 Nueva  F5 Buscar  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'the admin reads what this account is for, and no call' \
	ana 24x80 es '' <<'SCREEN'
 AMPARO  Inicio                                                     ana  14:36

 Esta cuenta cuida las cuentas, las llaves, los ajustes y los respaldos.
 No ve llamadas ni casos.

 El trabajo se hace con la orden «amparo» en el servidor:
 amparo help, amparo status, amparo user list, amparo who
















F4 Opciones  F3 Salir  F10 Menú  F1 Ayuda
-- cursor 3,2
SCREEN

screen 'so does the auditor' \
	julia 24x80 en '' <<'SCREEN'
 AMPARO  Home                                                     julia  14:36

 This account reads what was done and by whom; it changes nothing.

 The work is done with the command "amparo" on the server:
 amparo audit verify

















F4 Options  F3 Log out  F10 Menu  F1 Help
-- cursor 3,2
SCREEN

screen 'a window that is too small says so' \
	rosa 23x79 es '' <<'SCREEN'
Agrande la ventana a 80x24
Ahora es de 79x23.
Hasta entonces las teclas no actúan.
F12 oculta. Nada se pierde.



















-- cursor 1,1
SCREEN

screen 'the same in English' \
	rosa 10x40 en '' <<'SCREEN'
Enlarge the window to 80x24
It is 40x10 now.
Until then keys do nothing.
F12 hides. Nothing is lost.






-- cursor 1,1
SCREEN

screen 'keys that nobody sees do nothing there' \
	rosa 12x40 es 'l<Down><F2>5hola<size 24x80>' <<'SCREEN'
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

Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'a call that is open stays as it is there' \
	rosa 24x80 es '<F2>5hola<size 12x40>no<F3><F9><paste no><size 24x80> a todos' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [5] Peligro, o ayuda para sí
 Notas                                   Lo que dijo [7] Pide ayuda para sí
 hola a todos
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
-- cursor 5,14
SCREEN

screen 'it may be hidden there, and the PIN is asked' \
	rosa 12x40 es '<F12>' <<'SCREEN'
 Sesión en pausa.

 Clave (números), Enter:

 O conéctese de nuevo.







-- cursor 3,26
SCREEN

screen 'and it is still too small then' \
	rosa 12x40 es '<F12>123456<Enter>' <<'SCREEN'
Agrande la ventana a 80x24
Ahora es de 40x12.
Hasta entonces las teclas no actúan.
F12 oculta. Nada se pierde.








-- cursor 1,1
SCREEN

screen 'keys that come after a large window was announced are taken' \
	rosa 12x40 es '<size 24x80>l<Down>' <<'SCREEN'
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

screen 'logging out is asked, and no is the answer of Enter' \
	rosa 24x80 es '<F3><Enter>' <<'SCREEN'
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

Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'the question stands on the message line' \
	rosa 24x80 es '<F3>' <<'SCREEN'
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
 ¿Salir? Los borradores quedan guardados. s/n
s Sí  n No
-- cursor 23,47
SCREEN

screen 'yes logs out' \
	rosa 24x80 en '<F3>y' <<'SCREEN'
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
-- ended: Goodbye. Your drafts are kept.
SCREEN

screen 'what is due today, and what is pending of hers, the late ones first' \
	rosa 24x80 es '<agenda><rescue rosa 900>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  15:09
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0  Vencen hoy 2 !
 Disponible desde 14:24
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información

 Pendientes (míos y del turno)
   Rescate C 26-00001-0, Rosa: próximo contacto 15:24. R lo abre.
   ! hoy    14:00-15:00 L 26-00007-8 Verificar
     hoy    17:00-18:00 L 26-00006-4 Verificar: preguntar por la tía
     vie 27 10:00       L 26-00004-1 Verificar: Confirmar cupo en albergue
 Mis borradores
   No hay borradores.

Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'the same in English, on a wide and tall screen' \
	rosa 40x132 en '<agenda><rescue rosa 900>' <<'SCREEN'
 AMPARO  Home                                                                                                          rosa  15:09
 Today: closed 5  with content 4  open 0  Drafts 0  Due today 2 !
 Ready since 14:24
 > No signal from the exchange. Enter opens a new call.









 Today (my calls)
   14:21 26-00007-8  About the service            Lima                 Information
   13:07 26-00006-4  Report about somebody        Puno                 Referral
   11:58 26-00004-1  Offer of work or study       Tacna                Guidance
   10:50 26-00003-2  No content                                        Prank
   09:41 26-00002-9  About the service            Cusco                Information












 Pending (mine and the shift's)
   Rescue C 26-00001-0, Rosa: check in by 15:24. R opens it.
   ! today  14:00-15:00 L 26-00007-8 Check
     today  17:00-18:00 L 26-00006-4 Check: preguntar por la tía
     Fri 27 10:00       L 26-00004-1 Check: Confirmar cupo en albergue
 My drafts
   No parked drafts.

Enter Answer  l Calls  a Agenda  g Drafts  F4 Options  F3 Log out  F2 New  F5 Search  F10 Menu  F1 Help
-- cursor 4,2
SCREEN

screen 'a check-in that was missed is an alarm by itself' \
	rosa 24x80 es '<rescue rosa 900><wait 1000>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:51
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
   Rescate C 26-00001-0, Rosa: !! sin contacto desde 14:51. R lo abre.
 Mis borradores
   No hay borradores.

Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

finish
