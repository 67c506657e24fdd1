#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The directory of bodies, and the page of one.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'the directory says what nobody has verified' \
	rosa 24x80 es ':directorio<Enter>' <<'SCREEN'
 AMPARO  Directorio                                                rosa  14:36
 7 entidades, 3 sin verificar en 90 días: marque antes de confiar.

   Entidad                  Lugar     Horario     Respuesta (90 d)   Verificada
 > CEM Pucallpa             Ucayali   L-V 8-16                       25 oct
   CEM Puno                 Puno      L-V 8-13                       no
   Defensoría del Pueblo    Lima      L-V 8-17                       21 nov
   Fiscalía Pucallpa 2ª     Ucayali   L-V 8-16                       ! 27 jul
   Ministerio del Interior  Lima      L-V 8-17                       no
   PNP DIVINTRAP Lima       Lima      24 h                           12 nov
   Casa de acogida, Ucayali Ucayali   24 h                           25 set












Enter Abrir  F5 Filtrar  F2 Nueva  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'in English' \
	rosa 24x80 en ':directory<Enter>' <<'SCREEN'
 AMPARO  Directory                                                 rosa  14:36
 7 bodies, 3 not verified in 90 days: dial before you trust.

   Body                     Place     Hours       Answers (90 d)     Verified
 > CEM Pucallpa             Ucayali   L-V 8-16                       25 Oct
   CEM Puno                 Puno      L-V 8-13                       no
   Defensoría del Pueblo    Lima      L-V 8-17                       21 Nov
   Fiscalía Pucallpa 2ª     Ucayali   L-V 8-16                       ! 27 Jul
   Ministerio del Interior  Lima      L-V 8-17                       no
   PNP DIVINTRAP Lima       Lima      24 h                           12 Nov
   Shelter, Ucayali         Ucayali   24 h                           25 Sep












Enter Open  F5 Filter  F2 New  F3 Back  F10 Menu  F1 Help
-- cursor 5,2
SCREEN

screen 'a wide window has the services' \
	rosa 24x132 es ':directorio<Enter>' <<'SCREEN'
 AMPARO  Directorio                                                                                                    rosa  14:36
 7 entidades, 3 sin verificar en 90 días: marque antes de confiar.

   Entidad                                  Lugar          Horario          Respuesta (90 d)    Verificada   Servicios
 > CEM Pucallpa                             Ucayali        L-V 8-16                             25 oct       Atención psicológica
   CEM Puno                                 Puno           L-V 8-13 15-18                       no           Atención psicológica
   Defensoría del Pueblo                    Lima           L-V 8-17                             21 nov       Asesoría legal
   Fiscalía Pucallpa 2ª                     Ucayali        L-V 8-16                             ! 27 jul     Fiscalía
   Ministerio del Interior                  Lima           L-V 8-17                             no           Rescate u operativo
   PNP DIVINTRAP Lima                       Lima           24 h                                 12 nov       Denuncia e investigaci
   Casa de acogida, Ucayali                 Ucayali        24 h                                 25 set       Alojamiento temporal












Enter Abrir  F5 Filtrar  F2 Nueva  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'it is filtered as it is typed' \
	rosa 24x80 es ':directorio<Enter>/uca psi' <<'SCREEN'
 AMPARO  Directorio                                                rosa  14:36
 Filtrar: uca psi

   Entidad                  Lugar     Horario     Respuesta (90 d)   Verificada
   CEM Pucallpa             Ucayali   L-V 8-16                       25 oct


















Enter Abrir  Esc Todas  F2 Nueva  F5 Buscar  F10 Menú  F1 Ayuda
-- cursor 2,18
SCREEN

screen 'the name of a shelter does not find it' \
	rosa 24x80 es ':directorio<Enter>/azul' <<'SCREEN'
 AMPARO  Directorio                                                rosa  14:36
 Filtrar: azul


   Ninguna entidad coincide.


















Enter Abrir  Esc Todas  F2 Nueva  F5 Buscar  F10 Menú  F1 Ayuda
-- cursor 2,15
SCREEN

screen 'Esc shows all again' \
	rosa 24x80 es ':directorio<Enter>/uca psi<Esc>' <<'SCREEN'
 AMPARO  Directorio                                                rosa  14:36
 7 entidades, 3 sin verificar en 90 días: marque antes de confiar.

   Entidad                  Lugar     Horario     Respuesta (90 d)   Verificada
 > CEM Pucallpa             Ucayali   L-V 8-16                       25 oct
   CEM Puno                 Puno      L-V 8-13                       no
   Defensoría del Pueblo    Lima      L-V 8-17                       21 nov
   Fiscalía Pucallpa 2ª     Ucayali   L-V 8-16                       ! 27 jul
   Ministerio del Interior  Lima      L-V 8-17                       no
   PNP DIVINTRAP Lima       Lima      24 h                           12 nov
   Casa de acogida, Ucayali Ucayali   24 h                           25 set












Enter Abrir  F5 Filtrar  F2 Nueva  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'a body has a page' \
	rosa 24x80 es ':directorio<Enter>/cem puc<Enter>' <<'SCREEN'
 AMPARO  Entidad  CEM Pucallpa                                     rosa  14:36
 Tipo             Centro Emergencia Mujer, Coronel Portillo, Ucayali
 Dirección        Jr. Inventado 123
 Teléfonos        000 0000 001
 Preguntar por
 Atiende          L-V 8-16
 Idiomas          Castellano
 Recibe a         todas las personas
 Aviso: menores   no
 Verificada       25 oct, por Marta
 Respuesta (90 d) -
 Nota



   Servicio                         Se da en         Nota
 > Atención psicológica             donde está
   Asesoría legal                   donde está
   Trabajo social                   donde está




d Verificada  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 17,2
SCREEN

screen 'the page in English' \
	rosa 24x80 en ':directory<Enter>/cem puc<Enter>' <<'SCREEN'
 AMPARO  Body  CEM Pucallpa                                        rosa  14:36
 Kind             Women’s Emergency Centre, Coronel Portillo, Ucayali
 Address          Jr. Inventado 123
 Telephones       000 0000 001
 Ask for
 Opening hours    L-V 8-16
 Languages        Spanish
 Takes            everybody
 Told of minors   no
 Verified         25 Oct, by Marta
 Answers (90 d)   -
 Note



   Service                          Given in         Note
 > Psychological care               where it is
   Legal assistance                 where it is
   Social work                      where it is




d Verified  F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 17,2
SCREEN

screen 'a shelter keeps its name and address' \
	rosa 24x80 es ':directorio<Enter>/acogida<Enter>' <<'SCREEN'
 AMPARO  Entidad  Casa de acogida, Ucayali                         rosa  14:36
 Tipo             Casa de acogida, Ucayali, Perú
 Dirección        *** (v lo revela)
 Teléfonos        *** (v lo revela)
 Preguntar por    *** (v lo revela)
 Atiende          24 h
 Idiomas          Castellano
 Recibe a         todas las personas
 Aviso: menores   no
 Verificada       25 set, por Marta
 Respuesta (90 d) -
 Nota             *** (v lo revela)



   Servicio                         Se da en         Nota
 > Alojamiento temporal             donde está






v Revelar  d Verificada  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 17,2
SCREEN

screen 'until it is revealed on purpose' \
	rosa 24x80 es ':directorio<Enter>/acogida<Enter>v' <<'SCREEN'
 AMPARO  Entidad  Casa Azul                                        rosa  14:36
 Tipo             Casa de acogida, Ucayali, Perú
 Dirección        Jr. Inventado 123
 Teléfonos        000 0000 001
 Preguntar por
 Atiende          24 h
 Idiomas          Castellano
 Recibe a         todas las personas
 Aviso: menores   no
 Verificada       25 set, por Marta
 Respuesta (90 d) -
 Nota



   Servicio                         Se da en         Nota
 > Alojamiento temporal             donde está





 ! Revelada; queda en la auditoría. No diga su dirección a nadie.
d Verificada  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 17,2
SCREEN

screen 'who has dialled says that it is right' \
	rosa 24x80 es ':directorio<Enter>/cem puno<Enter>d' <<'SCREEN'
 AMPARO  Entidad  CEM Puno                                         rosa  14:36
 Tipo             Centro Emergencia Mujer, Puno, Puno
 Dirección        Jr. Inventado 123
 Teléfonos        000 0000 001
 Preguntar por
 Atiende          L-V 8-13 15-18
 Idiomas          Castellano
 Recibe a         todas las personas
 Aviso: menores   no
 Verificada       24 nov, por Rosa
 Respuesta (90 d) -
 Nota



   Servicio                         Se da en         Nota
 > Atención psicológica             donde está
   Asesoría legal                   donde está




 Verificada hoy. u deshacer.
d Verificada  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 17,2
SCREEN

screen 'and takes it back' \
	rosa 24x80 es ':directorio<Enter>/cem puno<Enter>du' <<'SCREEN'
 AMPARO  Entidad  CEM Puno                                         rosa  14:36
 Tipo             Centro Emergencia Mujer, Puno, Puno
 Dirección        Jr. Inventado 123
 Teléfonos        000 0000 001
 Preguntar por
 Atiende          L-V 8-13 15-18
 Idiomas          Castellano
 Recibe a         todas las personas
 Aviso: menores   no
 Verificada       ! nunca: marque primero; d confirma que todo es correcto
 Respuesta (90 d) -
 Nota



   Servicio                         Se da en         Nota
 > Atención psicológica             donde está
   Asesoría legal                   donde está




 Deshecho: Verificada hoy, CEM Puno.
d Verificada  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 17,2
SCREEN

screen 'a supervisor fills in a new body' \
	marta 24x80 es ':directorio<Enter>+DEMUNA de Nauta<Enter>9lor<Enter>Jr. Uno 12<Enter>000 0000 009<Enter><Enter>L-V 8-15<Enter>' <<'SCREEN'
 AMPARO  Entidad del directorio                                   marta  14:36

 Nombre*          [DEMUNA de Nauta                                            ]
 Tipo*            [9] Municipalidad, DEMUNA   Lugar    [LO] Loreto

 Dirección        [Jr. Uno 12                                                 ]
 Teléfonos        [000 0000 009                                               ]
 Preguntar por    [                                                           ]

 Atiende          [L-V 8-15                    ]
 Idiomas          [ ]
 Recibe a         [ ]                         Edad desde [   ] Edad hasta [   ]

 Aviso: menores   [ ]                         Reservada     [ ]

 Nota             [                                                           ]

 Marque cada número una vez antes de anotarlo: uno errado puede matar.
 Lo que da, y dónde, se agrega en su ficha después de guardar.



 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Volver (borrador)  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 11,20
SCREEN

screen 'hours that cannot be read are refused' \
	marta 24x80 es ':directorio<Enter>+DEMUNA<Enter>9<Enter><Enter><Enter><Enter>tardes<F9>' <<'SCREEN'
 AMPARO  Entidad del directorio                                   marta  14:36

 Nombre*          [DEMUNA                                                     ]
 Tipo*            [9] Municipalidad, DEMUNA   Lugar    [  ]

 Dirección        [                                                           ]
 Teléfonos        [                                                           ]
 Preguntar por    [                                                           ]

 Atiende          [tardes                      ]
 Idiomas          [ ]
 Recibe a         [ ]                         Edad desde [   ] Edad hasta [   ]

 Aviso: menores   [ ]                         Reservada     [ ]

 Nota             [                                                           ]

 Marque cada número una vez antes de anotarlo: uno errado puede matar.
 Lo que da, y dónde, se agrega en su ficha después de guardar.



 ! Atiende: Por ejemplo: 24 h; L-V 8-16; L-V 8-13 15-18, S 9-13.
F9 Guardar  F4 Opciones  F3 Volver (borrador)  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 10,20
SCREEN

screen 'and it has its page' \
	marta 24x80 en ':directory<Enter>+DEMUNA<Enter>9lor<Enter><F9>+2lor<Enter>only mornings<Enter>' <<'SCREEN'
 AMPARO  Body  DEMUNA                                             marta  14:36
 Kind             Local government, Loreto, Perú
 Address
 Telephones
 Ask for
 Opening hours
 Languages
 Takes            everybody
 Told of minors   no
 Verified         ! never: dial first; d says it is right
 Answers (90 d)   -
 Note



   Service                          Given in         Note
 > Psychological care               Loreto           only mornings





 Service added. u takes it back.
d Verified  e Edit  + Service  b No longer  D Retire  F2 New  F3 Back  F1 Help
-- cursor 17,2
SCREEN

screen 'a body that is no longer there is retired' \
	marta 24x80 es ':directorio<Enter>/cem puno<Enter>D' <<'SCREEN'
 AMPARO  Entidad  CEM Puno                                        marta  14:36
 Tipo             Centro Emergencia Mujer, Puno, Puno  ! retirada
 Dirección        Jr. Inventado 123
 Teléfonos        000 0000 001
 Preguntar por
 Atiende          L-V 8-13 15-18
 Idiomas          Castellano
 Recibe a         todas las personas
 Aviso: menores   no
 Verificada       ! nunca: marque primero; d confirma que todo es correcto
 Respuesta (90 d) -
 Nota



   Servicio                         Se da en         Nota
 > Atención psicológica             donde está
   Asesoría legal                   donde está




 Retirada: ya no se ofrece. u deshacer.
e Editar  + Servicio  b Ya no lo da  F2 Nueva  F5 Buscar  F3 Volver  F1 Ayuda
-- cursor 17,2
SCREEN

finish
