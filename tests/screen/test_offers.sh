#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The register of offers.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'the register, seen last first' \
	rosa 24x80 es '<offer Agencia Lucero/961555120/CL><offer Señora Carmen/944111222/BO><offer Otra/961555120><F10>ofertas<Enter>' <<'SCREEN'
 AMPARO  Ofertas                                                   rosa  14:36
 ! en dos llamadas o más, o vinculada con un caso

     Vista  Quién la ofrece     Teléfono     Tipo          Hacia     Ll. C. Mal
 >   24 nov Señora Carmen       944111222                  Bolivia     1
   ! 24 nov Agencia Lucero      961555120                  Chile       2

















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










Enter Open  = Same  - Not the same  + Case  j Join  Ctrl-O Questions  F1 Help
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

     Vista  Quién la ofrece     Teléfono     Tipo          Hacia     Ll. C. Mal
     24 nov Agencia Lucero      961555120                  Chile       1


















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









 Ahora son una sola oferta. u deshacer.
Enter Abrir  - No es  + Caso  j Juntar  Ctrl-O Preguntas  e Editar  F1 Ayuda
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











 Vuelven a ser dos ofertas. u deshacer.
Enter Abrir  - No es  + Caso  j Juntar  Ctrl-O Preguntas  e Editar  F1 Ayuda
-- cursor 11,2
SCREEN

screen 'a wide window' \
	rosa 24x80 es '<offer Agencia Lucero/961555120/CL><offer Otra señora/961555120/CL><F10>ofertas<Enter><size 24x132>' <<'SCREEN'
 AMPARO  Ofertas                                                                                                       rosa  14:36
 ! en dos llamadas o más, o vinculada con un caso

     Vista        Quién la ofrece                          Teléfono       Tipo                     Hacia          Ll. C. Mal
 > ! 24 nov       Agencia Lucero                           961555120                               Chile            2


















Enter Abrir  F5 Filtrar  + Registrar  F2 Nueva  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'the ten questions, two of them in the form already' \
	rosa 24x80 es '<F2>3loch<Enter>1221<Ctrl-O>nn<Down>s3-' <<'SCREEN'
 AMPARO  Diez preguntas L 26-00008-6                               rosa  14:36
 Malas señales: 5. Respondidas: 6 de 10. No dijo: 1.
 s sí, n no, 3 no sabe, - no dijo; Retroceso la borra, u deshace.

   [n] ! ¿Conoce a quien ofrece?
   [n] ! ¿Dirección y RUC comprobados?
   [n] ! ¿Contrato escrito visto?
   [s] ! ¿Piden dinero o firmar deuda?
   [?]   ¿Piden guardar su documento?
   [-]   ¿Piden no avisar a la familia?
 > [s] ! ¿Pagan el pasaje?
   [ ]   ¿Viajaría acompañada por ellos?
   [ ]   ¿Menor de 18?
   [ ]   ¿Sabe a quién llamar allá?









F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 11,2
SCREEN

screen 'the same in English, wide' \
	rosa 40x132 en '<F2>3loch<Enter>1221<Ctrl-O>nn<Down>y' <<'SCREEN'
 AMPARO  Ten questions L 26-00008-6                                                                                    rosa  14:36
 Bad signs: 5. Answered: 5 of 10.
 s or y yes, n no, 3 does not know, - did not say; Backspace clears, u undoes.

   [n] ! Is the offeror known to you?
   [n] ! Address and tax number checked?
   [n] ! Written contract seen?
   [y] ! Asked to pay or sign a debt?
 > [ ]   Asked to hand over ID?
   [ ]   Told not to tell family?
   [y] ! Do they pay the fare?
   [ ]   Would they travel with her?
   [ ]   Under 18?
   [ ]   Knows whom to call there?

























F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 9,2
SCREEN

screen 'what the form asks as well stands there, and did-not-say is no answer' \
	rosa 24x80 es '<F2>3loch<Ctrl-O><Down><Down>n---3<F3>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [3] Oferta de trabajo o estudio
 Llama desde       [LO] Loreto           Hacia       [CH] Chile
 Tipo de oferta    [ ]                   Vio contrato escrito  [2] No
 Trato en persona  [ ]                   Le pagan el pasaje    [3] No sabe
 Consejo dado      [ ]
 Se enteró por     [ ]                   Quién llama [ ]
 Quién la ofrece   [                  ]  su teléfono   [              ]
 Edad              [     ]               Resultado*  [2] Orientación
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Salió en          [                  ]  el  [          ]  Paga [             ]
 Qué dice          [                                                          ]
 Notas  (libre; se guarda sola)          Lo que dijo [ ]

 .
 .
 .
 .
 Diez preguntas (Ctrl-O). Malas señales: 1. Respondidas: 2 de 10. No dijo: 3.


 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 4,55
SCREEN

screen 'a field that was filled in stays as it was' \
	rosa 24x80 en '<F2>3loch<Enter>11<Ctrl-O><Down><Down>n<F3>' <<'SCREEN'
 AMPARO  Call L 26-00008-6   since 14:36                           rosa  14:36

 Motive*       [3] Offer of work or study
 Calls from        [LO] Loreto           To          [CH] Chile
 Kind of offer     [1] Domestic work     Written contract seen [1] Yes
 Met in person     [ ]                   They pay the fare     [ ]
 Advice given      [ ]
 Heard of us       [ ]                   Who calls   [ ]
 Offered by        [                  ]  telephone     [              ]
 Age               [     ]               Result*     [2] Guidance
 Call back to  [              ] whose    [          ] safe time   [           ]
 Advertised in     [                  ]  on  [          ]  Pay  [             ]
 What it says      [                                                          ]
 Notes  (free text; it saves itself)     Said        [ ]

 .
 .
 .
 .
 Ten questions (Ctrl-O). Bad signs: 1. Answered: 1 of 10.


 Draft saved 14:36.
F9 Save  F4 Options  F3 Home (draft)  F5 Search  F6 Refer  F2 New  F1 Help
-- cursor 6,21
SCREEN

screen 'an answer is taken back' \
	rosa 24x80 en '<F2>3lo<Ctrl-O>nyyu' <<'SCREEN'
 AMPARO  Ten questions L 26-00008-6                                rosa  14:36
 Bad signs: 1. Answered: 2 of 10.
 s or y yes, n no, 3 does not know, - did not say; Backspace clears, u undoes.

   [n] ! Is the offeror known to you?
   [y]   Address and tax number checked?
   [ ]   Written contract seen?
 > [ ]   Asked to pay or sign a debt?
   [ ]   Asked to hand over ID?
   [ ]   Told not to tell family?
   [ ]   Do they pay the fare?
   [ ]   Would they travel with her?
   [ ]   Under 18?
   [ ]   Knows whom to call there?








 Taken back: answer 3 of 10, L 26-00008-6.
F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 8,2
SCREEN

screen 'their count in the form of the call' \
	rosa 24x80 es '<F2>3loch<Enter>1221<Ctrl-O>nn<F3>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [3] Oferta de trabajo o estudio
 Llama desde       [LO] Loreto           Hacia       [CH] Chile
 Tipo de oferta    [1] Trabajo en casa   Vio contrato escrito  [2] No
 Trato en persona  [2] No                Le pagan el pasaje    [1] Sí
 Consejo dado      [ ]
 Se enteró por     [ ]                   Quién llama [ ]
 Quién la ofrece   [                  ]  su teléfono   [              ]
 Edad              [     ]               Resultado*  [2] Orientación
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Salió en          [                  ]  el  [          ]  Paga [             ]
 Qué dice          [                                                          ]
 Notas  (libre; se guarda sola)          Lo que dijo [ ]

 .
 .
 .
 .
 Diez preguntas (Ctrl-O). Malas señales: 4. Respondidas: 4 de 10.


 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 7,21
SCREEN

screen 'who asked what, in the history of the call' \
	rosa 24x80 es '<F2>3lo<Ctrl-O>nys<Up><Backspace><F3><F9>l<Enter>e<Ctrl-O>y<F3><F9><Enter>h' <<'SCREEN'
 AMPARO  Historial L 26-00008-6                                    rosa  14:36

   Cuándo       Operadora Acción     Detalle
 > 14:36        Rosa      preguntó   ¿Conoce a quien ofrece? (antes: No)
   14:36        Rosa      guardó
   14:36        Rosa      preguntó   ¿Contrato escrito visto?
   14:36        Rosa      preguntó   ¿Contrato escrito visto?
   14:36        Rosa      preguntó   ¿Dirección y RUC comprobados?
   14:36        Rosa      preguntó   ¿Conoce a quien ofrece?
   14:36        Rosa      abrió













F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'what speaks against an offer in the register' \
	rosa 24x80 es '<F2>3loch<Enter>1221<Ctrl-O>nn<F3><Down><Down><Down>Agencia Lucero<Tab>961555120<F9><F10>ofertas<Enter>' <<'SCREEN'
 AMPARO  Ofertas                                                   rosa  14:36
 ! en dos llamadas o más, o vinculada con un caso

     Vista  Quién la ofrece     Teléfono     Tipo          Hacia     Ll. C. Mal
 >   24 nov Agencia Lucero      961555120    Trabajo en ca Chile       1      4


















Enter Abrir  F5 Filtrar  + Registrar  F2 Nueva  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'and on its page' \
	rosa 24x80 es '<F2>3loch<Enter>1221<Ctrl-O>nn<F3><Down><Down><Down>Agencia Lucero<Tab>961555120<F9><F10>ofertas<Enter><Enter>' <<'SCREEN'
 AMPARO  Oferta Agencia Lucero                                     rosa  14:36

 Quién la ofrece Agencia Lucero          Teléfono      961555120
 Tipo            Trabajo en casa         Hacia         Chile
 Salió en                                Se ofrece en  Loreto
 Paga                                    Vista en      1 llamada
 Qué dice

 Malas señales: 4. Respondidas: 4 de 10.
 ¿Conoce a quien ofrece? n  ¿Dirección y RUC comprobados? n ...

   Coincide   Llamada, caso Cuándo       Desde      Quién     Según la llamada
 > sí         L 26-00008-6  14:36        Loreto     Rosa      Agencia Lucero










Enter Abrir  - No es  + Caso  j Juntar  Ctrl-O Preguntas  e Editar  F1 Ayuda
-- cursor 13,2
SCREEN

screen 'and on its page, in English' \
	rosa 24x80 en '<F2>3loch<Enter>1221<Ctrl-O>nn<F3><Down><Down><Down>Agencia Lucero<Tab>961555120<F9><F10>offers<Enter><Enter>' <<'SCREEN'
 AMPARO  Offer Agencia Lucero                                      rosa  14:36

 Offered by      Agencia Lucero          Telephone     961555120
 Kind            Domestic work           To            Chile
 Advertised in                           Made in       Loreto
 Pay                                     Seen in       1 call
 What it says

 Bad signs: 4. Answered: 4 of 10.
 Is the offeror known to you? n  Address and tax number checked? n ...

   Belongs    Call, case    When         From       Who       In its words
 > yes        L 26-00008-6  14:36        Loreto     Rosa      Agencia Lucero










Enter Open  - Not the same  + Case  j Join  Ctrl-O Questions  e Edit  F1 Help
-- cursor 13,2
SCREEN

screen 'its history' \
	rosa 24x80 es '<offer Agencia Lucero/961555120/CL><offer Otra/+51 961 555 120><F10>ofertas<Enter><Enter>=e<Ctrl-U>Lucero del Sur<F9>h' <<'SCREEN'
 AMPARO  Historial Lucero del Sur                                  rosa  14:36

   Cuándo       Operadora Acción     Detalle
 > 14:36        Rosa      corrigió
   14:36        Rosa      corrigió   Quién la ofrece (antes: Agencia Lucero)
   14:36        Rosa      vinculó    L 26-00009-3 corresponde
   14:36        Luz       vinculó    L 26-00009-3 quizá
   14:36        Luz       vinculó    L 26-00008-6 corresponde
   14:36        Luz       abrió














F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'and in English' \
	rosa 24x80 en '<offer Agencia Lucero/961555120/CL><offer Otra/+51 961 555 120><F10>offers<Enter><Enter>-e<Ctrl-U>Lucero del Sur<F9>u<F10>offers<Enter><Enter>h' <<'SCREEN'
 AMPARO  History Agencia Lucero                                    rosa  14:36

   When         Operator  Action     Detail
 > 14:36        Rosa      taken back
   14:36        Rosa      taken back Offered by (before: Agencia Lucero)
   14:36        Rosa      corrected
   14:36        Rosa      corrected  Offered by (before: Agencia Lucero)
   14:36        Rosa      linked it  L 26-00009-3 it does not belong
   14:36        Luz       linked it  L 26-00009-3 perhaps
   14:36        Luz       linked it  L 26-00008-6 it belongs
   14:36        Luz       opened












F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 4,2
SCREEN

finish
