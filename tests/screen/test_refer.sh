#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Refer, send, write down the answer; the sheet; the lists.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"


screen 'bodies are offered as they may help, and consent is missing' \
	rosa 24x80 es '<refer 6>' <<'SCREEN'
 AMPARO  Derivar  L 26-00006-4                                     rosa  14:36
 Puno (quien llama)
 3 sirven; orden: servicio, lugar, horario, respuesta
       Entidad                         Lugar     Horario     Respuesta (90 d)
 >     PNP DIVINTRAP Lima              Lima      24 h
       CEM Puno                        Puno      L-V 8-13
       Defensoría del Pueblo           Lima      L-V 8-17
       Fiscalía Pucallpa 2ª            Ucayali   L-V 8-16    no atiende
       CEM Pucallpa                    Ucayali   L-V 8-16    no atiende
       Ministerio del Interior         Lima      L-V 8-17    no atiende
       Casa de acogida, Ucayali        Ucayali   24 h        no atiende



 Elegidas         nadie todavía (espacio marca, c una copia)
 1 Se comparte    Hechos, Identidad de la persona, Lugar
 2 Copias ven     solo hechos            3 Plazo de acuse 24 h
 4 Responsable    Rosa                   5 Como           derivación
 6 Qué se pide
 Consentimiento   ! Todavía no se le preguntó.

 h Ya hechas      -

Enter Preparar  espacio Marcar  c Copia  v Ficha  F5 Filtrar  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'in English' \
	rosa 24x80 en '<refer 6>' <<'SCREEN'
 AMPARO  Refer  L 26-00006-4                                       rosa  14:36
 Puno (who calls)
 3 fit; first by service, place, hours, answers
       Body                            Place     Hours       Answers (90 d)
 >     PNP DIVINTRAP Lima              Lima      24 h
       CEM Puno                        Puno      L-V 8-13
       Defensoría del Pueblo           Lima      L-V 8-17
       Fiscalía Pucallpa 2ª            Ucayali   L-V 8-16    does not serve
       CEM Pucallpa                    Ucayali   L-V 8-16    does not serve
       Ministerio del Interior         Lima      L-V 8-17    does not serve
       Shelter, Ucayali                Ucayali   24 h        does not serve



 Marked           nobody yet (space marks, c a copy)
 1 Shared         Facts, Identity of the person, Place
 2 Copies see     facts only             3 Receipt in     24 h
 4 Responsible    Rosa                   5 As             referral
 6 What is asked
 Consent          ! Nobody has asked her yet.

 h Made before    -

Enter Prepare  space Mark  c Copy  v Page  F5 Filter  h Made  F2 New  F1 Help
-- cursor 5,2
SCREEN

screen 'wide and high' \
	rosa 40x132 es '<refer 6>' <<'SCREEN'
 AMPARO  Derivar  L 26-00006-4                                                                                         rosa  14:36
 Puno (quien llama)
 3 sirven; orden: servicio, lugar, horario, respuesta
       Entidad                                  Lugar          Horario          Respuesta (90 d)    Servicios
 >     PNP DIVINTRAP Lima                       Lima           24 h                                 Denuncia e investigación
       CEM Puno                                 Puno           L-V 8-13 15-18                       Atención psicológica, Asesoría
       Defensoría del Pueblo                    Lima           L-V 8-17                             Asesoría legal
       Fiscalía Pucallpa 2ª                     Ucayali        L-V 8-16         no atiende          Fiscalía
       CEM Pucallpa                             Ucayali        L-V 8-16         no atiende          Atención psicológica, Asesoría
       Ministerio del Interior                  Lima           L-V 8-17         no atiende          Rescate u operativo
       Casa de acogida, Ucayali                 Ucayali        24 h             no atiende          Alojamiento temporal



















 Elegidas         nadie todavía (espacio marca, c una copia)
 1 Se comparte    Hechos, Identidad de la persona, Lugar
 2 Copias ven     solo hechos            3 Plazo de acuse 24 h
 4 Responsable    Rosa                   5 Como           derivación
 6 Qué se pide
 Consentimiento   ! Todavía no se le preguntó.

 h Ya hechas      -

Enter Preparar  espacio Marcar  c Copia  v Ficha  F5 Filtrar  h Hechas  F2 Nueva  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'small' \
	rosa 10x40 es '<refer 6>' <<'SCREEN'
Agrande la ventana a 80x24
Ahora es de 40x10.
Hasta entonces las teclas no actúan.
F12 oculta. Nada se pierde.






-- cursor 1,1
SCREEN

screen 'two addressees, and a copy of the first' \
	rosa 24x80 es '<refer 6> <Down> /interior<Enter>cc' <<'SCREEN'
 AMPARO  Derivar  L 26-00006-4                                     rosa  14:36
 Puno (quien llama)
 Filtrar: interior
       Entidad                         Lugar     Horario     Respuesta (90 d)
 > c1  Ministerio del Interior         Lima      L-V 8-17    no atiende









 Elegidas         1 PNP DIVINTRAP Lima (copia: Ministerio del), 2 CEM Puno
 1 Se comparte    Hechos, Identidad de la persona, Lugar
 2 Copias ven     solo hechos            3 Plazo de acuse 24 h
 4 Responsable    Rosa                   5 Como           derivación
 6 Qué se pide
 Consentimiento   ! Todavía no se le preguntó.

 h Ya hechas      -

Enter Preparar  espacio Marcar  c Copia  v Ficha  F5 Filtrar  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'without consent nothing is prepared' \
	rosa 24x80 es '<refer 6> <Enter>' <<'SCREEN'
 AMPARO  Derivar  L 26-00006-4                                     rosa  14:36
 Puno (quien llama)
 3 sirven; orden: servicio, lugar, horario, respuesta
       Entidad                         Lugar     Horario     Respuesta (90 d)
 > 1   PNP DIVINTRAP Lima              Lima      24 h
       CEM Puno                        Puno      L-V 8-13
       Defensoría del Pueblo           Lima      L-V 8-17
       Fiscalía Pucallpa 2ª            Ucayali   L-V 8-16    no atiende
       CEM Pucallpa                    Ucayali   L-V 8-16    no atiende
       Ministerio del Interior         Lima      L-V 8-17    no atiende
       Casa de acogida, Ucayali        Ucayali   24 h        no atiende



 Elegidas         1 PNP DIVINTRAP Lima
 1 Se comparte    Hechos, Identidad de la persona, Lugar
 2 Copias ven     solo hechos            3 Plazo de acuse 24 h
 4 Responsable    Rosa                   5 Como           derivación
 6 Qué se pide
 Consentimiento   ! Todavía no se le preguntó.

 h Ya hechas      -
 ! Sin consentimiento no se envía nada. 5: consulta sin identidad.
Enter Preparar  espacio Marcar  c Copia  v Ficha  F5 Filtrar  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'a shelter is known by its kind and gets no copy' \
	rosa 24x80 es '<refer 6> /acogida<Enter>c' <<'SCREEN'
 AMPARO  Derivar  L 26-00006-4                                     rosa  14:36
 Puno (quien llama)
 Filtrar: acogida
       Entidad                         Lugar     Horario     Respuesta (90 d)
 >     Casa de acogida, Ucayali        Ucayali   24 h        no atiende









 Elegidas         1 PNP DIVINTRAP Lima
 1 Se comparte    Hechos, Identidad de la persona, Lugar
 2 Copias ven     solo hechos            3 Plazo de acuse 24 h
 4 Responsable    Rosa                   5 Como           derivación
 6 Qué se pide
 Consentimiento   ! Todavía no se le preguntó.

 h Ya hechas      -
 ! Una casa de acogida nunca recibe copia.
Enter Preparar  espacio Marcar  c Copia  v Ficha  F5 Filtrar  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'a consultation needs none' \
	rosa 24x80 es '<refer 6> 5' <<'SCREEN'
 AMPARO  Derivar  L 26-00006-4                                     rosa  14:36
 Puno (quien llama)
 3 sirven; orden: servicio, lugar, horario, respuesta
       Entidad                         Lugar     Horario     Respuesta (90 d)
 > 1   PNP DIVINTRAP Lima              Lima      24 h
       CEM Puno                        Puno      L-V 8-13
       Defensoría del Pueblo           Lima      L-V 8-17
       Fiscalía Pucallpa 2ª            Ucayali   L-V 8-16    no atiende
       CEM Pucallpa                    Ucayali   L-V 8-16    no atiende
       Ministerio del Interior         Lima      L-V 8-17    no atiende
       Casa de acogida, Ucayali        Ucayali   24 h        no atiende



 Elegidas         1 PNP DIVINTRAP Lima
 1 Se comparte    Hechos
 2 Copias ven     solo hechos            3 Plazo de acuse 24 h
 4 Responsable    Rosa                   5 Como           consulta
 6 Qué se pide
 Consentimiento   no hace falta: no dice nada de ella

 h Ya hechas      -
 Consulta: sin nombre, teléfono ni dirección; no requiere consentimiento.
Enter Preparar  espacio Marcar  c Copia  v Ficha  F5 Filtrar  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'what is shared is chosen' \
	rosa 24x80 es '<refer 6>13' <<'SCREEN'
 AMPARO  Derivar  L 26-00006-4                                     rosa  14:36
 Puno (quien llama)
 3 sirven; orden: servicio, lugar, horario, respuesta
       Entidad                         Lugar     Horario     Respuesta (90 d)
       PNP DIVINTRAP Lima              Lima      24 h
       CEM Puno                        Puno      L-V 8-13
       Defensoría del Pueblo           Lima      L-V 8-17
       Fiscalía Pucallpa 2ª            Ucayali   L-V 8-16    no atiende
       CEM Pucallpa                    Ucayali   L-V 8-16    no atiende
       Ministerio del Interior         Lima      L-V 8-17    no atiende
       Casa de acogida, Ucayali        Ucayali   24 h        no atiende



 Elegidas         nadie todavía (espacio marca, c una copia)
 1 Se comparte    Hechos, Identidad de la persona, Teléfono, Lugar
 2 Copias ven     solo hechos            3 Plazo de acuse 24 h
 Se comparte (F3 termina):
 > 1 [x] Hechos                     5 [ ] Datos de quien llama
   2 [x] Identidad de la persona    6 [ ] Datos de quien explota
   3 [x] Teléfono                   7 [ ] Documentos o imágenes
   4 [x] Lugar

Enter Elegir  F3 Volver
-- cursor 19,2
SCREEN

screen 'an implicated body is offered no more' \
	rosa 24x80 es '<refer 6>bUn efectivo cobra.<Enter>' <<'SCREEN'
 AMPARO  Derivar  L 26-00006-4                                     rosa  14:36
 Puno (quien llama)   Implicadas, no se ofrecen: 1
 2 sirven; orden: servicio, lugar, horario, respuesta
       Entidad                         Lugar     Horario     Respuesta (90 d)
 >     CEM Puno                        Puno      L-V 8-13
       Defensoría del Pueblo           Lima      L-V 8-17
       Fiscalía Pucallpa 2ª            Ucayali   L-V 8-16    no atiende
       CEM Pucallpa                    Ucayali   L-V 8-16    no atiende
       Ministerio del Interior         Lima      L-V 8-17    no atiende
       Casa de acogida, Ucayali        Ucayali   24 h        no atiende




 Elegidas         nadie todavía (espacio marca, c una copia)
 1 Se comparte    Hechos, Identidad de la persona, Lugar
 2 Copias ven     solo hechos            3 Plazo de acuse 24 h
 4 Responsable    Rosa                   5 Como           derivación
 6 Qué se pide
 Consentimiento   ! Todavía no se le preguntó.

 h Ya hechas      -
 Implicada: ya no se ofrece. u deshacer.
Enter Preparar  espacio Marcar  c Copia  v Ficha  F5 Filtrar  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'and is found as such' \
	rosa 24x80 es '<refer 6>bUn efectivo cobra.<Enter>/pnp<Enter> ' <<'SCREEN'
 AMPARO  Derivar  L 26-00006-4                                     rosa  14:36
 Puno (quien llama)   Implicadas, no se ofrecen: 1
 Filtrar: pnp
       Entidad                         Lugar     Horario     Respuesta (90 d)
 >     PNP DIVINTRAP Lima              Lima      ! implicada no atiende









 Elegidas         nadie todavía (espacio marca, c una copia)
 1 Se comparte    Hechos, Identidad de la persona, Lugar
 2 Copias ven     solo hechos            3 Plazo de acuse 24 h
 4 Responsable    Rosa                   5 Como           derivación
 6 Qué se pide
 Consentimiento   ! Todavía no se le preguntó.

 h Ya hechas      -
 ! Está implicada aquí: nada se le envía. b quita la marca.
Enter Preparar  espacio Marcar  c Copia  v Ficha  F5 Filtrar  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'the consultation is prepared' \
	rosa 24x80 es '<refer 6> 56Hay cupo en Puno?<Enter><Enter>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0  Vencen hoy 1 !
 Disponible desde 14:24
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información




 Pendientes (míos y del turno)
     ahora              L 26-00006-4 Por enviar: PNP DIVINTRAP Lima
 Mis borradores
   No hay borradores.
 Preparadas: 1. Aún sin enviar: F6, h. u deshacer.
Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'and taken back' \
	rosa 24x80 es '<refer 6> 5<Enter>u' <<'SCREEN'
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
 Deshecho: Preparadas: 1, L 00-00000-0. Nada se había enviado.
Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'the list of what is to be seen to' \
	rosa 24x80 es '<refer 6> <Down> 5<Enter>:derivaciones<Enter>' <<'SCREEN'
 AMPARO  Derivaciones  mías                                        rosa  14:36
 2 pendientes, 0 vencidas

   Vence          Acerca de     Entidad               Estado            Quién
 > por enviar     L 26-00006-4  PNP DIVINTRAP Lima    Preparada         Rosa
   por enviar     L 26-00006-4  CEM Puno              Preparada         Rosa

















Enter Abrir  F4 Mías/equipo/todas  F2 Nueva  F5 Buscar  F3 Volver  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'one of them, not sent yet' \
	rosa 24x80 es '<refer 6> 56Hay cupo en Puno?<Enter><Enter><refer 6>h<Enter>' <<'SCREEN'
 AMPARO  Derivación  1  L 26-00006-4  consulta                     rosa  14:36
 Estado       Preparada: ! aún sin enviar, F6
 Servicio     Denuncia e investigación polic Responsable  Rosa
 Se comparte  Hechos
 Base         consulta: no hace falta
 Se pide      Hay cupo en Puno?

         Entidad                    Ve        Enviada
 > a     PNP DIVINTRAP Lima         elegido   sin enviar

 Historial
 14:36             Rosa      Preparada







 0 Anulada



F6 Enviar  x Hoja  p Posponer  r Reasignar  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 9,2
SCREEN

screen 'sending asks by what means' \
	rosa 24x80 es '<refer 6> 5<Enter><refer 6>h<Enter><F6>' <<'SCREEN'
 AMPARO  Derivación  1  L 26-00006-4  consulta                     rosa  14:36
 Estado       Preparada: ! aún sin enviar, F6
 Servicio     Denuncia e investigación polic Responsable  Rosa
 Se comparte  Hechos
 Base         consulta: no hace falta
 Se pide

         Entidad                    Ve        Enviada
   a     PNP DIVINTRAP Lima         elegido   sin enviar

 Historial
 14:36             Rosa      Preparada





 Por qué medio:
 > 1 Por teléfono                      5 Mensaje de texto
   2 Oficio o carta                    6 Sistema de la entidad
   3 Correo electrónico                7 Otro
   4 En persona, con acompañamiento

Enter Elegir  F3 Volver
-- cursor 19,2
SCREEN

screen 'and once more before it is recorded' \
	rosa 24x80 es '<refer 6> 5<Enter><refer 6>h<Enter><F6>1SO Ramos<Enter>14:20<Enter>' <<'SCREEN'
 AMPARO  Derivación  1  L 26-00006-4  consulta                     rosa  14:36
 Estado       Preparada: ! aún sin enviar, F6
 Servicio     Denuncia e investigación polic Responsable  Rosa
 Se comparte  Hechos
 Base         consulta: no hace falta
 Se pide

         Entidad                    Ve        Enviada
   a     PNP DIVINTRAP Lima         elegido   sin enviar

 Historial
 14:36             Rosa      Preparada







 0 Anulada


 ¿Se envió a PNP DIVINTRAP Lima, Por teléfono, SO Ramos, 14:20? s/n
s Sí  n No
-- cursor 23,69
SCREEN

screen 'an hour that does not do is asked again, with what was typed' \
	rosa 24x80 es '<refer 6> 5<Enter><refer 6>h<Enter><F6>1SO Ramos<Enter>07:30x<Enter>' <<'SCREEN'
 AMPARO  Derivación  1  L 26-00006-4  consulta                     rosa  14:36
 Estado       Preparada: ! aún sin enviar, F6
 Servicio     Denuncia e investigación polic Responsable  Rosa
 Se comparte  Hechos
 Base         consulta: no hace falta
 Se pide

         Entidad                    Ve        Enviada
   a     PNP DIVINTRAP Lima         elegido   sin enviar

 Historial
 14:36             Rosa      Preparada







 0 Anulada

 Como 14:20 de hoy, no después de ahora.
 Cuándo (vacío: ahora; o 14:20): 07:30x
Enter Aceptar  Esc Cancelar
-- cursor 23,40
SCREEN

screen 'and goes on from there' \
	rosa 24x80 es '<refer 6> 5<Enter><refer 6>h<Enter><F6>1SO Ramos<Enter>07:30x<Enter><Backspace><Enter>' <<'SCREEN'
 AMPARO  Derivación  1  L 26-00006-4  consulta                     rosa  14:36
 Estado       Preparada: ! aún sin enviar, F6
 Servicio     Denuncia e investigación polic Responsable  Rosa
 Se comparte  Hechos
 Base         consulta: no hace falta
 Se pide

         Entidad                    Ve        Enviada
   a     PNP DIVINTRAP Lima         elegido   sin enviar

 Historial
 14:36             Rosa      Preparada







 0 Anulada


 ¿Se envió a PNP DIVINTRAP Lima, Por teléfono, SO Ramos, 07:30? s/n
s Sí  n No
-- cursor 23,69
SCREEN

screen 'nothing is cancelled by one key' \
	rosa 24x80 es '<refer 6> 5<Enter><refer 6>h<Enter>0' <<'SCREEN'
 AMPARO  Derivación  1  L 26-00006-4  consulta                     rosa  14:36
 Estado       Preparada: ! aún sin enviar, F6
 Servicio     Denuncia e investigación polic Responsable  Rosa
 Se comparte  Hechos
 Base         consulta: no hace falta
 Se pide

         Entidad                    Ve        Enviada
   a     PNP DIVINTRAP Lima         elegido   sin enviar

 Historial
 14:36             Rosa      Preparada







 0 Anulada


 ¿Anular esta derivación? s/n
s Sí  n No
-- cursor 23,31
SCREEN

screen 'a yes cancels it' \
	rosa 24x80 es '<refer 6> 5<Enter><refer 6>h<Enter>0s' <<'SCREEN'
 AMPARO  Derivación  1  L 26-00006-4  consulta                     rosa  14:36
 Estado       Anulada
 Servicio     Denuncia e investigación polic Responsable  Rosa
 Se comparte  Hechos
 Base         consulta: no hace falta
 Se pide

         Entidad                    Ve        Enviada
 > a     PNP DIVINTRAP Lima         elegido   sin enviar

 Historial
 14:36             Rosa      Preparada
 14:36             Rosa      Anulada









 Anotado: Anulada. u deshacer.
x Hoja  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 9,2
SCREEN

screen 'a long recipient is whole: the name of the body gives way' \
	rosa 24x80 es '<refer 6> 5<Enter><refer 6>h<Enter><F6>3Crnl. Ramos Quispe<Enter>14:20<Enter>' <<'SCREEN'
 AMPARO  Derivación  1  L 26-00006-4  consulta                     rosa  14:36
 Estado       Preparada: ! aún sin enviar, F6
 Servicio     Denuncia e investigación polic Responsable  Rosa
 Se comparte  Hechos
 Base         consulta: no hace falta
 Se pide

         Entidad                    Ve        Enviada
   a     PNP DIVINTRAP Lima         elegido   sin enviar

 Historial
 14:36             Rosa      Preparada







 0 Anulada


 ¿Se envió a PNP DIVINTRA, Correo electrónico, Crnl. Ramos Quispe, 14:20? s/n
s Sí  n No
-- cursor 23,79
SCREEN

screen 'and a longer one, too: without the name' \
	rosa 24x80 es '<refer 6> 5<Enter><refer 6>h<Enter><F6>3Crnl. Ramos Quispe, de noche<Enter>14:20<Enter>' <<'SCREEN'
 AMPARO  Derivación  1  L 26-00006-4  consulta                     rosa  14:36
 Estado       Preparada: ! aún sin enviar, F6
 Servicio     Denuncia e investigación polic Responsable  Rosa
 Se comparte  Hechos
 Base         consulta: no hace falta
 Se pide

         Entidad                    Ve        Enviada
   a     PNP DIVINTRAP Lima         elegido   sin enviar

 Historial
 14:36             Rosa      Preparada







 0 Anulada


 ¿Se envió? Correo electrónico, Crnl. Ramos Quispe, de noche, 14:20? s/n
s Sí  n No
-- cursor 23,74
SCREEN

screen 'of one that no line holds the hour stands' \
	rosa 24x80 es '<refer 6> 5<Enter><refer 6>h<Enter><F6>3Crnl. Ramos Quispe Villanueva de la Torre, turno de noche, guardia<Enter>14:20<Enter>' <<'SCREEN'
 AMPARO  Derivación  1  L 26-00006-4  consulta                     rosa  14:36
 Estado       Preparada: ! aún sin enviar, F6
 Servicio     Denuncia e investigación polic Responsable  Rosa
 Se comparte  Hechos
 Base         consulta: no hace falta
 Se pide

         Entidad                    Ve        Enviada
   a     PNP DIVINTRAP Lima         elegido   sin enviar

 Historial
 14:36             Rosa      Preparada







 0 Anulada


 ¿Se envió? Correo electrónico, Crnl. Ramos Quispe Villanueva d.., 14:20? s/n
s Sí  n No
-- cursor 23,79
SCREEN

screen 'in a form the menu has undo, not a letter' \
	rosa 24x80 es 'n2<F6>5 <Enter>' <<'SCREEN'
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
 Se enteró por [ ]            Resultado* [ ]             Riesgo [9] Sin evaluar
 Falta preguntar: quién la controla, si puede salir, si hay otras personas

 Riesgo propuesto: Sin evaluar (falta edad, falta situación)

 Preparadas: 1. Aún sin enviar: F6, h. F10: deshacer.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 3,73
SCREEN

screen 'sent: what may come back' \
	rosa 24x80 es '<refer 6> 5<Enter><refer 6>h<Enter><F6>1SO Ramos<Enter><Enter>s' <<'SCREEN'
 AMPARO  Derivación  1  L 26-00006-4  consulta                     rosa  14:36
 Estado       Enviada  ver antes de 25 nov 14:36
 Servicio     Denuncia e investigación polic Responsable  Rosa
 Se comparte  Hechos
 Base         consulta: no hace falta
 Se pide

         Entidad                    Ve        Enviada
 > a     PNP DIVINTRAP Lima         elegido   14:36 Por teléfono: SO Ramos

 Historial
 14:36             Rosa      Preparada
 14:36             Rosa      Enviada: SO Ramos






 1 Recibida  2 Aceptada  3 En curso  6 No aceptada por la entidad
 7 No aceptada por la persona  8 Servicio no disponible  9 Sin respuesta
 0 Anulada
 Registrada como enviada. Lo enviado no se deshace: 0 la anula.
x Hoja  p Posponer  r Reasignar  F2 Nueva  F5 Buscar  F3 Volver  F1 Ayuda
-- cursor 9,2
SCREEN

screen 'a copy that was not sent waits on home' \
	rosa 24x80 es '<refer 6> /interior<Enter>c5<Enter><refer 6>h<Enter><F6>1SO Ramos<Enter><Enter>s<F3><F3><F3>' <<'SCREEN'
 AMPARO  Inicio                                                    rosa  14:36
 Hoy: cerradas 5  con contenido 4  abiertas 0  Borradores 0  Vencen hoy 1 !
 Disponible desde 14:24
 > Sin señal de la central. Enter abre una llamada nueva.




 Hoy (mis llamadas)
   14:21 26-00007-8  Servicio             Lima           Información
   13:07 26-00006-4  Reporte              Puno           Derivación
   11:58 26-00004-1  Oferta de trabajo    Tacna          Orientación
   10:50 26-00003-2  Sin contenido                       Broma
   09:41 26-00002-9  Servicio             Cusco          Información



 Pendientes (míos y del turno)
     ahora              L 26-00006-4 Copia sin enviar de: PNP DIVINTRAP Lima
     mié 25 14:36       L 26-00006-4 Respuesta de PNP DIVINTRAP Lima
 Mis borradores
   No hay borradores.

Enter Atender  l Llamadas  a Agenda  g Borradores  F4 Opciones  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'and on the list' \
	rosa 24x80 es '<refer 6> /interior<Enter>c5<Enter><refer 6>h<Enter><F6>1SO Ramos<Enter><Enter>s<F3>' <<'SCREEN'
 AMPARO  Derivaciones  L 26-00006-4                                rosa  14:36


   Vence          Acerca de     Entidad               Estado            Quién
 > falta copia    L 26-00006-4  PNP DIVINTRAP Lima    Enviada +1        Rosa


















Enter Abrir  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'until it is given up, or sent after all' \
	rosa 24x80 es '<refer 6> /interior<Enter>c5<Enter><refer 6>h<Enter><F6>1SO Ramos<Enter><Enter>s<Down>n' <<'SCREEN'
 AMPARO  Derivación  1  L 26-00006-4  consulta                     rosa  14:36
 Estado       Enviada  ver antes de 25 nov 14:36
 Servicio     Denuncia e investigación polic Responsable  Rosa
 Se comparte  Hechos
 Base         consulta: no hace falta
 Se pide

         Entidad                    Ve        Enviada
   a     PNP DIVINTRAP Lima         elegido   14:36 Por teléfono: SO Ramos
 > copia Ministerio del Interior    hechos    no se enviará

 Historial
 14:36             Rosa      Preparada
 14:36             Rosa      Enviada: SO Ramos





 1 Recibida  2 Aceptada  3 En curso  6 No aceptada por la entidad
 7 No aceptada por la persona  8 Servicio no disponible  9 Sin respuesta
 0 Anulada
 Esta copia no se enviará. n: sí se enviará.
F6 Enviar  x Hoja  n Sin copia  p Posponer  r Reasignar  F2 Nueva  F1 Ayuda
-- cursor 10,2
SCREEN

screen 'a decline has its reason' \
	rosa 24x80 es '<refer 6> 5<Enter><refer 6>h<Enter><F6>1SO Ramos<Enter><Enter>s16sin cupo<Enter>' <<'SCREEN'
 AMPARO  Derivación  1  L 26-00006-4  consulta                     rosa  14:36
 Estado       No aceptada por la entidad: sin cupo
 Servicio     Denuncia e investigación polic Responsable  Rosa
 Se comparte  Hechos
 Base         consulta: no hace falta
 Se pide

         Entidad                    Ve        Enviada
 > a     PNP DIVINTRAP Lima         elegido   14:36 Por teléfono: SO Ramos

 Historial
 14:36             Rosa      Preparada
 14:36             Rosa      Enviada: SO Ramos
 14:36             Rosa      Recibida
 14:36             Rosa      No aceptada por la entidad: sin cupo







 Anotado: No aceptada por la entidad. u deshacer.
x Hoja  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 9,2
SCREEN

screen 'what was written down by mistake is undone' \
	rosa 24x80 es '<refer 6> 5<Enter><refer 6>h<Enter><F6>1SO Ramos<Enter><Enter>s1u' <<'SCREEN'
 AMPARO  Derivación  1  L 26-00006-4  consulta                     rosa  14:36
 Estado       Enviada  ver antes de 25 nov 14:36
 Servicio     Denuncia e investigación polic Responsable  Rosa
 Se comparte  Hechos
 Base         consulta: no hace falta
 Se pide

         Entidad                    Ve        Enviada
 > a     PNP DIVINTRAP Lima         elegido   14:36 Por teléfono: SO Ramos

 Historial
 14:36             Rosa      Preparada
 14:36             Rosa      Enviada: SO Ramos
 14:36             Rosa      Recibida (error)
 14:36             Rosa      Enviada (lo anterior fue un error)




 1 Recibida  2 Aceptada  3 En curso  6 No aceptada por la entidad
 7 No aceptada por la persona  8 Servicio no disponible  9 Sin respuesta
 0 Anulada
 Deshecho: Anotado: Recibida, L 26-00006-4.
x Hoja  p Posponer  r Reasignar  F2 Nueva  F5 Buscar  F3 Volver  F1 Ayuda
-- cursor 9,2
SCREEN

screen 'the sheet of a consultation' \
	rosa 24x80 es '<refer 6> 56Hay cupo en Puno?<Enter><Enter><refer 6>h<Enter>x' <<'SCREEN'
 AMPARO  Lectura  Hoja de derivación  L 26-00006-4                 rosa  14:36

 Amparo                                  Consulta sin identidad  página 1 de 1
 =============================================================================

 Derivación n.º        1
 Llamada               L 26-00006-4
 Preparada             24 nov 2026 14:36
 por                   Rosa
 Para                  PNP DIVINTRAP Lima
 Servicio que se pide  Denuncia e investigación policial
 Motivo                Posible delito
 Qué se pide           Hay cupo en Puno?

 HECHOS
 Grupo de edad         no se sabe
 Riesgo                Alto

 Confirme, por favor, que la recibió antes del 25 nov 2026 14:36.
 Es una consulta sin identidad: no pregunte de quién se trata.



F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 3,2
SCREEN

screen 'the page in English' \
	rosa 24x80 en '<refer 6> 5<Enter><refer 6>h<Enter><F6>1Ms Ramos<Enter><Enter>y1' <<'SCREEN'
 AMPARO  Referral  1  L 26-00006-4  consultation                   rosa  14:36
 State        Receipt confirmed  see to it by 01 Dec 14:36
 Service      Police report and investigatio Responsible  Rosa
 Shared       Facts
 Ground       consultation: none needed
 Asked

         Body                       Sees      Sent
 > to    PNP DIVINTRAP Lima         shared    14:36 By telephone: Ms Ramos

 History
 14:36             Rosa      Prepared
 14:36             Rosa      Sent: Ms Ramos
 14:36             Rosa      Receipt confirmed





 2 Accepted  3 In progress  4 Service received  5 Partly served
 6 Declined by the body  7 Declined by the person  8 Service unavailable
 9 No reply  0 Cancelled
 Written down: Receipt confirmed. u takes it back.
x Sheet  p Put off  r Reassign  F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 9,2
SCREEN

screen 'a reason that is too short is asked for again, and nothing of it is lost' \
	rosa 24x80 es '<refer 6>bcobra<Enter>' <<'SCREEN'
 AMPARO  Derivar  L 26-00006-4                                     rosa  14:36
 Puno (quien llama)
 3 sirven; orden: servicio, lugar, horario, respuesta
       Entidad                         Lugar     Horario     Respuesta (90 d)
       PNP DIVINTRAP Lima              Lima      24 h
       CEM Puno                        Puno      L-V 8-13
       Defensoría del Pueblo           Lima      L-V 8-17
       Fiscalía Pucallpa 2ª            Ucayali   L-V 8-16    no atiende
       CEM Pucallpa                    Ucayali   L-V 8-16    no atiende
       Ministerio del Interior         Lima      L-V 8-17    no atiende
       Casa de acogida, Ucayali        Ucayali   24 h        no atiende



 Elegidas         nadie todavía (espacio marca, c una copia)
 1 Se comparte    Hechos, Identidad de la persona, Lugar
 2 Copias ven     solo hechos            3 Plazo de acuse 24 h
 4 Responsable    Rosa                   5 Como           derivación
 6 Qué se pide
 Consentimiento   ! Todavía no se le preguntó.

 El motivo tiene 10 letras o más.
 Implicada en esto. Motivo: cobra
Enter Aceptar  Esc Cancelar
-- cursor 23,34
SCREEN

screen 'and is completed' \
	rosa 24x80 en '<refer 6>btakes<Enter> money from them<Enter>' <<'SCREEN'
 AMPARO  Refer  L 26-00006-4                                       rosa  14:36
 Puno (who calls)   Implicated, not offered: 1
 2 fit; first by service, place, hours, answers
       Body                            Place     Hours       Answers (90 d)
 >     CEM Puno                        Puno      L-V 8-13
       Defensoría del Pueblo           Lima      L-V 8-17
       Fiscalía Pucallpa 2ª            Ucayali   L-V 8-16    does not serve
       CEM Pucallpa                    Ucayali   L-V 8-16    does not serve
       Ministerio del Interior         Lima      L-V 8-17    does not serve
       Shelter, Ucayali                Ucayali   24 h        does not serve




 Marked           nobody yet (space marks, c a copy)
 1 Shared         Facts, Identity of the person, Place
 2 Copies see     facts only             3 Receipt in     24 h
 4 Responsible    Rosa                   5 As             referral
 6 What is asked
 Consent          ! Nobody has asked her yet.

 h Made before    -
 Implicated: it is not offered any more. u takes it back.
Enter Prepare  space Mark  c Copy  v Page  F5 Filter  h Made  F2 New  F1 Help
-- cursor 5,2
SCREEN

finish
