#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The register of offers.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'the register, seen last first' \
	rosa 24x80 es '<offer Agencia Lucero/961555120/CL><offer Señora Carmen/944111222/BO><offer Otra/961555120><F10>ofertas<Enter>' <<'SCREEN'
 AMPARO  Ofertas                                                   rosa  14:36
 ! en dos llamadas o más, o vinculada con un caso

     Vista  Quién la ofrece        Teléfono     Tipo          Hacia     Ll. C.
 >   24 nov Señora Carmen          944111222                  Bolivia     1
   ! 24 nov Agencia Lucero         961555120                  Chile       2

















Enter Abrir  F5 Filtrar  + Registrar  F2 Nueva  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'one offer with its calls, and another one that is like it' \
	rosa 24x80 es '<offer Agencia Lucero/961555120/CL><offer Otra/+51 961 555 120><offer Ajencia Luzero/944111222/BO><F10>ofertas<Enter><Down><Enter>' <<'SCREEN'
 AMPARO  Oferta ! Agencia Lucero                                   rosa  14:36

 Quién la ofrece Agencia Lucero          Teléfono      961555120
 Tipo                                    Hacia         Chile
 Salió en                                Se ofrece en  Tacna
 Paga                                    Vista en      2 llamadas (1 quizá)
 Qué dice


   Coincide   Llamada, caso Cuándo       Desde      Quién     Según la llamada
 > quizá      L 26-00009-3  14:35        Tacna      Luz       Otra
   sí         L 26-00008-6  14:35        Tacna      Luz       Agencia Lucero
   se parece  944111222     24 nov       Tacna                Ajencia Luzero










Enter Abrir  = Es la misma  - No es  + Caso  j Juntar  e Editar  F1 Ayuda
-- cursor 11,2
SCREEN

screen 'the same in English' \
	rosa 24x80 en '<offer Agencia Lucero/961555120/CL><offer Otra/+51 961 555 120><offer Ajencia Luzero/944111222/BO><F10>offers<Enter><Down><Enter>' <<'SCREEN'
 AMPARO  Offer ! Agencia Lucero                                    rosa  14:36

 Offered by      Agencia Lucero          Telephone     961555120
 Kind                                    To            Chile
 Advertised in                           Made in       Tacna
 Pay                                     Seen in       2 calls (1 perhaps)
 What it says


   Belongs    Call, case    When         From       Who       In its words
 > perhaps    L 26-00009-3  14:35        Tacna      Luz       Otra
   yes        L 26-00008-6  14:35        Tacna      Luz       Agencia Lucero
   is like it 944111222     24 Nov       Tacna                Ajencia Luzero










Enter Open  = Same  - Not the same  + Case  j Join  e Edit  F2 New  F1 Help
-- cursor 11,2
SCREEN

screen 'the sheet of an offer' \
	rosa 24x80 es '<F10>ofertas<Enter>+' <<'SCREEN'
 AMPARO  Oferta                                                    rosa  14:36

 Quién la ofrece [                                                           ]
 Teléfono        [              ]        Tipo de oferta [ ]
 Salió en        [                    ]  el             [          ]
 Se ofrece en    [  ]                    Hacia          [  ]
 Paga            [                    ]

 Qué dice  (sus palabras; nada de quien llamó)

 .
 .
 .
 .
 .
 .
 .
 .
 .
 .
 .


F9 Guardar  F4 Opciones  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 3,19
SCREEN

screen 'the filter narrows as it is typed' \
	rosa 24x80 es '<offer Agencia Lucero/961555120/CL><offer Señora Carmen/944111222/BO><F10>ofertas<Enter>/chi' <<'SCREEN'
 AMPARO  Ofertas                                                   rosa  14:36
 Filtrar: chi

     Vista  Quién la ofrece        Teléfono     Tipo          Hacia     Ll. C.
     24 nov Agencia Lucero         961555120                  Chile       1


















Enter Abrir  Esc Todas  F2 Nueva  F5 Buscar  F10 Menú  F1 Ayuda
-- cursor 2,14
SCREEN

screen 'joining asks which one, then they are one' \
	rosa 24x80 es '<offer Agencia Lucero/961555120/CL><offer Señora Carmen/944111222/BO><F10>ofertas<Enter><Enter>j<Down><Enter>' <<'SCREEN'
 AMPARO  Oferta ! Señora Carmen                                    rosa  14:36

 Quién la ofrece Señora Carmen           Teléfono      944111222
 Tipo                                    Hacia         Bolivia
 Salió en                                Se ofrece en  Tacna
 Paga                                    Vista en      2 llamadas
 Qué dice


   Coincide   Llamada, caso Cuándo       Desde      Quién     Según la llamada
 > sí         L 26-00009-3  14:35        Tacna      Luz       Señora Carmen
   sí         L 26-00008-6  14:35        Tacna      Luz       Agencia Lucero
   juntada    961555120     24 nov       Tacna                Agencia Lucero









 Ahora son una sola oferta. u las separa.
Enter Abrir  - No es  + Caso  j Juntar  e Editar  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 11,2
SCREEN

screen 'what was merged can be told apart' \
	rosa 24x80 es '<offer Agencia Lucero/961555120/CL><offer Señora Carmen/944111222/BO><F10>ofertas<Enter><Enter>j<Down><Enter><Down><Down>-' <<'SCREEN'
 AMPARO  Oferta Señora Carmen                                      rosa  14:36

 Quién la ofrece Señora Carmen           Teléfono      944111222
 Tipo                                    Hacia         Bolivia
 Salió en                                Se ofrece en  Tacna
 Paga                                    Vista en      1 llamada
 Qué dice


   Coincide   Llamada, caso Cuándo       Desde      Quién     Según la llamada
 > sí         L 26-00009-3  14:35        Tacna      Luz       Señora Carmen











 Vuelven a ser dos ofertas. u deshace.
Enter Abrir  - No es  + Caso  j Juntar  e Editar  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 11,2
SCREEN

screen 'a wide window' \
	rosa 24x80 es '<offer Agencia Lucero/961555120/CL><offer Otra señora/961555120/CL><F10>ofertas<Enter><size 24x132>' <<'SCREEN'
 AMPARO  Ofertas                                                                                                       rosa  14:36
 ! en dos llamadas o más, o vinculada con un caso

     Vista        Quién la ofrece                          Teléfono       Tipo                     Hacia          Ll. C.
 > ! 24 nov       Agencia Lucero                           961555120                               Chile            2


















Enter Abrir  F5 Filtrar  + Registrar  F2 Nueva  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

finish
