#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The list of today's calls, and the parked drafts.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'everybody sees the calls of the day, newest first' \
	marta 24x80 es 'l' <<'SCREEN'
 AMPARO  Llamadas de hoy  de todas                                marta  14:36

   Hora  Llamada    Motivo             Lugar      Resultado        Riesgo
 > 14:21 26-00007-8 Servicio           Lima       Información
   13:07 26-00006-4 Reporte            Puno       Derivación       !! Alto
   12:30 26-00005-5 Peligro            Loreto     Emergencia       !! Peligro
   11:58 26-00004-1 Oferta de trabajo  Tacna      Orientación
   10:50 26-00003-2 Sin contenido                 Broma
   09:41 26-00002-9 Servicio           Cusco      Información
   08:05 26-00001-0 Servicio           Lima       Información













Enter Abrir  F4 Mías/todas  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'F4 shows only my own' \
	rosa 24x80 es 'l<F4>' <<'SCREEN'
 AMPARO  Llamadas de hoy  mías                                     rosa  14:36

   Hora  Llamada    Motivo             Lugar      Resultado        Riesgo
 > 14:21 26-00007-8 Servicio           Lima       Información
   13:07 26-00006-4 Reporte            Puno       Derivación       !! Alto
   11:58 26-00004-1 Oferta de trabajo  Tacna      Orientación
   10:50 26-00003-2 Sin contenido                 Broma
   09:41 26-00002-9 Servicio           Cusco      Información















Enter Abrir  F4 Mías/todas  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'the marker and the cursor go down together' \
	rosa 24x80 en 'l<Down><Down>' <<'SCREEN'
 AMPARO  Today's calls  everybody's                                rosa  14:36

   Time  Call       Motive             Place      Result           Risk
   14:21 26-00007-8 About the service  Lima       Information
   13:07 26-00006-4 Report about       Puno       Referral         !! High
 > 12:30 26-00005-5 Danger             Loreto     Emergency        !! Immediate
   11:58 26-00004-1 Offer of work      Tacna      Guidance
   10:50 26-00003-2 No content                    Prank
   09:41 26-00002-9 About the service  Cusco      Information
   08:05 26-00001-0 About the service  Lima       Information













Enter Open  F4 Mine/all  F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 6,2
SCREEN

screen 'a wide screen names the operators; what is urgent stands out' \
	-r marta 24x140 en 'l' <<'SCREEN'
 AMPARO  Today's calls  everybody's                                                                                           marta  14:36

   Time  Call       Motive                       Place            Result                     Risk                 Operator
 > 14:21 26-00007-8 About the service            Lima             Information                                     Rosa
   13:07 26-00006-4 Report about somebody        Puno             Referral                   !! High              Rosa
   12:30 26-00005-5 Danger, or help for herself  Loreto           Emergency                  !! Immediate danger  Luz
   11:58 26-00004-1 Offer of work or study       Tacna            Guidance                                        Rosa
   10:50 26-00003-2 No content                                    Prank                                           Rosa
   09:41 26-00002-9 About the service            Cusco            Information                                     Rosa
   08:05 26-00001-0 About the service            Lima             Information                                     Luz













Enter Open  F4 Mine/all  F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 4,2
-- 1:2-35 title
-- 1:127-138 title
-- 5:94-100 alarm
-- 6:94-112 alarm
SCREEN

screen "somebody else's call is opened by supervision only" \
	luz 24x80 es 'l<Enter>' <<'SCREEN'
 AMPARO  Llamadas de hoy  de todas                                  luz  14:36

   Hora  Llamada    Motivo             Lugar      Resultado        Riesgo
 > 14:21 26-00007-8 Servicio           Lima       Información
   13:07 26-00006-4 Reporte            Puno       Derivación       !! Alto
   12:30 26-00005-5 Peligro            Loreto     Emergencia       !! Peligro
   11:58 26-00004-1 Oferta de trabajo  Tacna      Orientación
   10:50 26-00003-2 Sin contenido                 Broma
   09:41 26-00002-9 Servicio           Cusco      Información
   08:05 26-00001-0 Servicio           Lima       Información












 ! Solo la abre quien la atendió, o supervisión.
Enter Abrir  F4 Mías/todas  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'supervision opens it' \
	marta 24x80 es 'l<Enter>' <<'SCREEN'
 AMPARO  Llamada L 26-00007-8   guardada 14:24                    marta  14:36

 Motivo*       [1] Servicio
 Llama desde   [LI] Lima                 Provincia   [  ]
 Se enteró por [ ]                       Quién llama [ ]
 Resultado*    [1] Información           Idioma      [ ]
 Devolver a    [              ] es de    [          ] hora segura [           ]

 Notas  (libre; se guarda sola)          Lo que dijo [ ]

 .
 .
 .
 .
 .


 1 Servicio  2 Reporte  3 Oferta de trabajo o estudio
 4 Seguimiento o caso existente  5 Peligro, o ayuda para sí  6 Otra ayuda
 0 Sin contenido



F5 Buscar  e Corregir  F6 Derivar  E Evaluar  h Historial  F2 Nueva  F1 Ayuda
-- cursor 3,17
SCREEN

screen 'there are no drafts yet' \
	rosa 24x80 es 'g' <<'SCREEN'
 AMPARO  Mis borradores                                            rosa  14:36


   No hay borradores.



















F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

finish
