#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The call form of what matters most: report, danger, threat, listening; corrections.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'a report asks first what matters if the line drops' \
	rosa 24x80 es '<F2>2' <<'SCREEN'
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

 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 3,73
SCREEN

screen 'a full report' \
	rosa 24x80 es '<F2>2s961555877<Enter>la tía<Enter>17-18<Enter>un bar cerca del terminal de Pucallpa<Enter>La tía refiere que la adolescente salió de Nauta hace tres semanas con una señora conocida del barrio para trabajar en un restaurante. Llamó una vez llorando, desde un número prestado, y dijo que no la dejan salir.<Tab>loulo2f16231ss3' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [s]
 Devolver a    [961 555 877   ] es de    [la tía    ] hora segura [17:00-18:00]
 Dónde está    [un bar cerca del terminal de Pucallpa                         ]
 Notas  (libre; se guarda sola)          Lo que dijo [ ]
 La tía refiere que la adolescente salió de Nauta hace tres semanas con una
 señora conocida del barrio para trabajar en un restaurante. Llamó una vez
 llorando, desde un número prestado, y dijo que no la dejan salir.
 .
 .
 Llama desde   [LO] Loreto      Está en   [UC] Ucayali    Salió de  [LO] Loreto
 Quién llama   [2] Familiar           Idioma   [ ]            Intérprete  [ ]
 Víctimas      [   ] menores [   ] Sexo [F] Femenino Edad [16   ]
 Local         [2] Bar, cantina     Situación [3] Retenida: no puede salir
 Captación: medio [1] Persona conocida relación [ ]          promesa [ ]
 Acepta: registro [s] derivación [s] devolver llamada [ ] lo dio   [          ]
 Se enteró por [3] Radio      Resultado* [ ]             Riesgo [1] Peligro
 Falta preguntar: quién la controla, si hay otras personas, qué le prometieron

 Riesgo propuesto: Peligro inmediato (menor que no puede salir)
 !! Menor en peligro: protocolo F1. No mencione llamadas previas.
 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 18,43
SCREEN

screen 'a report in English' \
	rosa 24x80 en '<F2>2n961555877<Enter>the aunt<Enter>17-18<Enter>a bar near the bus station of Pucallpa<Enter>The aunt says that the girl left Nauta three weeks ago.<Tab>lou-2f16231s' <<'SCREEN'
 AMPARO  Call L 26-00008-6   since 14:36                           rosa  14:36

 Motive*       [2] Report about somebody Can she speak without danger? [n]
 Call back to  [961 555 877   ] whose    [the aunt  ] safe time   [17:00-18:00]
 Where she is  [a bar near the bus station of Pucallpa                        ]
 Notes  (free text; it saves itself)     Said        [ ]
 The aunt says that the girl left Nauta three weeks ago.
 .
 .
 .
 .
 Calls from    [LO] Loreto      Is now in [UC] Ucayali    Left from [-] did not
 Who calls     [2] Relative           Language [ ]            Interpreter [ ]
 Victims       [   ] minors  [   ] Sex  [F] Female   Age  [16   ]
 Venue         [2] Bar or cantina   Situation [3] Held: cannot leave
 Recruited: by    [1] Somebody known   relation [ ]          promise [ ]
 Accepts: record  [y] referral   [ ] call back        [ ] given by [          ]
 Heard of us   [ ]            Result*    [ ]             Risk   [1] Immediate
 Still to ask: who controls her, if there are others, what she was promised

 Proposed risk: Immediate danger (a minor who cannot leave)
 !! Minor in danger: protocol F1. Do not mention earlier calls.
 Draft saved 14:36.
F9 Save  F4 Options  F3 Home (draft)  F5 Search  F6 Refer  F2 New  F1 Help
-- cursor 17,35
SCREEN

screen 'a taller window gives its rows to the notes' \
	rosa 30x100 es '<F2>2' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                                            rosa  14:36

 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [ ]
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Dónde está    [                                                              ]
 Notas  (libre; se guarda sola)          Lo que dijo [ ]

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
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F2 Nueva  F10 Menú  F1 Ayuda
-- cursor 3,73
SCREEN

screen 'what is wrong is said and the cursor goes on' \
	rosa 24x80 es '<F2>2s96x<Enter>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [s]
 Devolver a    [96x           ! es de    [          ] hora segura [           ]
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

 ! Un número de teléfono: dígitos, con + delante si es del extranjero.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 4,43
SCREEN

screen 'saving asks for the result' \
	rosa 24x80 es '<F2>2s<F9>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [s]
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

 ! Resultado: falta la respuesta.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 18,43
SCREEN

screen 'danger: the first key lands in the notes' \
	rosa 24x80 es '<F2>5No puedo hablar mucho' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [5] Peligro, o ayuda para sí
 Notas                                   Lo que dijo [7] Pide ayuda para sí
 No puedo hablar mucho
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
-- cursor 5,23
SCREEN

screen 'danger in English' \
	rosa 24x80 en '<F2>5' <<'SCREEN'
 AMPARO  Call L 26-00008-6   since 14:36                           rosa  14:36

 Motive*       [5] Danger, or help for herself
 Notes                                   Said        [7] Asks help for herself

 .
 .
 .
 .
 .
 Can she speak without danger? [ ] Where she is [                             ]
 Call back to  [              ] whose    [          ] safe time   [           ]
 Result*       [ ]                       Risk        [1] Immediate danger
 Language      [ ]             Interpreter [ ]  Age  [     ]  minors   [   ]
 Ask: is she hurt? alone? minors there? can she leave? which way?

 Emergency: police, ambulance, prosecutor on duty (whatever she accepts).
 An alert went to the supervisors at 14:36.


 Proposed risk: Immediate danger (danger, or help for herself)

 Draft saved 14:36.
F9 Save  F4 Options  F3 Home (draft)  F5 Search  F6 Refer  F2 New  F1 Help
-- cursor 5,2
SCREEN

screen 'a silent caller is listened to' \
	rosa 24x80 es '<F2>01ss' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [0] Sin contenido         Escucha
 Sigue en línea. Hable despacio; pida un golpe para sí, dos para no.

 1 ¿Está en peligro?        [s] 14:36     5 ¿Puede volver a llamar? [ ]
 2 ¿Hay alguien con usted?  [s] 14:36     6 ¿La llamamos?           [ ]
 3 ¿La retienen?            [ ]           7 ¿Es menor de edad?      [ ]
 4 ¿Necesita a la policía?  [ ]           8 ¿Puede escribir?        [ ]

 Se oye        [                                                              ]
 Número        [              ] es de    [                  ]
 Notas  (libre; se guarda sola)

 .
 .
 .
 .
 .

 Riesgo propuesto: Peligro inmediato (dice que está en peligro)

 Borrador guardado 14:36.
F9 Cerrar escucha  F2 A reporte (conserva todo)  F3 Inicio (borrador)  F1 Ayuda
-- cursor 8,30
SCREEN

screen 'listening in English' \
	rosa 24x80 en '<F2>01y7y' <<'SCREEN'
 AMPARO  Call L 26-00008-6   since 14:36                           rosa  14:36

 Motive*       [0] No content            Listening
 Still on the line. Speak slowly; ask for one tap for yes, two for no.

 1 Are you in danger?       [y] 14:36     5 Can you call again?     [ ]
 2 Is somebody with you?    [ ]           6 Shall we call you?      [ ]
 3 Are you held?            [ ]           7 Are you under 18?       [y] 14:36
 4 Do you need the police?  [ ]           8 Can you write?          [ ]

 What is heard [                                                              ]
 Number        [              ] whose    [                  ]
 Notes  (free text; it saves itself)

 .
 .
 .
 .
 .

 Proposed risk: Immediate danger (says that she is in danger)
 !! Minor in danger: protocol F1. Do not mention earlier calls.
 Draft saved 14:36.
F9 Close listening  F2 To a report (keeps all)  F3 Home (draft)  F1 Help
-- cursor 9,70
SCREEN

screen 'listening becomes a report' \
	rosa 24x80 es '<F2>01s<F2>' <<'SCREEN'
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
 Se enteró por [ ]            Resultado* [ ]             Riesgo [1] Peligro
 Falta preguntar: quién la controla, si puede salir, si hay otras personas

 Riesgo propuesto: Peligro inmediato (dice que está en peligro)

 Ahora es un reporte; se conservó todo.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 3,73
SCREEN

screen 'a threat' \
	rosa 24x80 es '<F2>09la voy a encontrar' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [0] Sin contenido         Resultado*  [9] Amenaza
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Notas  (libre; se guarda sola)
 la voy a encontrar
 .
 .
 .
 .
 .
 Se oye        [                                                              ]
 Llama desde   [  ]                      Riesgo      [1] Peligro inmediato

 Escriba las palabras como se dijeron: a quién amenaza, quién, cómo, cuándo.
 No discuta; no dé nombre, lugar ni turno de nadie. Puede colgar.
 No está sola con esto: pida una pausa, o que alguien la acompañe.
 Aviso enviado a supervisión 14:36.


 Riesgo propuesto: Peligro inmediato (amenaza)

 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 6,20
SCREEN

screen 'a threat in English' \
	rosa 24x80 en '<F2>09' <<'SCREEN'
 AMPARO  Call L 26-00008-6   since 14:36                           rosa  14:36

 Motive*       [0] No content            Result*     [9] Threat
 Call back to  [              ] whose    [          ] safe time   [           ]
 Notes  (free text; it saves itself)

 .
 .
 .
 .
 .
 What is heard [                                                              ]
 Calls from    [  ]                      Risk        [1] Immediate danger

 Write the words as they were said: who is threatened, by whom, how, when.
 Do not argue; give no name, place or shift of anybody. You may hang up.
 You are not alone with it: ask for a pause, or for somebody beside you.
 An alert went to the supervisors at 14:36.


 Proposed risk: Immediate danger (threat)

 Draft saved 14:36.
F9 Save  F4 Options  F3 Home (draft)  F5 Search  F6 Refer  F2 New  F1 Help
-- cursor 6,2
SCREEN

screen 'text with escapes, overrides and stacked marks is drawn harmless' \
	rosa 24x80 es '<F2>5a‮b‍c̀̂​d<Tab><Tab>e̴‮f<Enter>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [5] Peligro, o ayuda para sí
 Notas                                   Lo que dijo [7] Pide ayuda para sí
 a?b?c???d
 .
 .
 .
 .
 .
 ¿Puede hablar sin peligro?    [ ] Dónde está   [e??f                         ]
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Resultado*    [ ]                       Riesgo      [1] Peligro inmediato
 Idioma        [ ]             Intérprete  [ ]  Edad [     ]  menores  [   ]
 Pregunte: ¿está herida? ¿sola? ¿hay menores? ¿puede salir? ¿por dónde?

 Emergencia: policía, ambulancia, fiscalía de turno (lo que ella acepte).
 Aviso enviado a supervisión 14:36.


 Riesgo propuesto: Peligro inmediato (peligro, o ayuda para sí)

 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 12,17
SCREEN

screen 'a closed call is shown' \
	rosa 24x80 es 'l<Down><Enter>' <<'SCREEN'
 AMPARO  Llamada L 26-00006-4   guardada 13:10                     rosa  14:36
 Evaluación: Por evaluar.
 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [ ]
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Dónde está    [                                                              ]
 Notas  (libre; se guarda sola)          Lo que dijo [ ]
 La tía refiere que la adolescente salió de Nauta.
 .
 .
 .
 .
 Llama desde   [PU] Puno        Está en   [  ]            Salió de  [  ]
 Quién llama   [ ]                    Idioma   [ ]            Intérprete  [ ]
 Víctimas      [   ] menores [   ] Sexo [ ]          Edad [     ]
 Local         [ ]                  Situación [ ]
 Captación: medio [ ]                  relación [ ]          promesa [ ]
 Acepta: registro [ ] derivación [ ] devolver llamada [ ] lo dio   [          ]
 Se enteró por [ ]            Resultado* [3] Derivación  Riesgo [2] Alto





F5 Buscar  e Corregir  F6 Derivar  E Evaluar  h Historial  F2 Nueva  F1 Ayuda
-- cursor 3,17
SCREEN

screen 'a correction asks for its reason' \
	rosa 24x80 es 'l<Down><Enter>e<Tab>lo<F9>' <<'SCREEN'
 AMPARO  Llamada L 26-00006-4   corrección, guardada 13:10         rosa  14:36

 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [ ]
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Dónde está    [                                                              ]
 Notas  (libre; se guarda sola)          Lo que dijo [ ]
 La tía refiere que la adolescente salió de Nauta.
 .
 .
 .
 .
 Llama desde   [LO] Loreto      Está en   [  ]            Salió de  [  ]
 Quién llama   [ ]                    Idioma   [ ]            Intérprete  [ ]
 Víctimas      [   ] menores [   ] Sexo [ ]          Edad [     ]
 Local         [ ]                  Situación [ ]
 Captación: medio [ ]                  relación [ ]          promesa [ ]
 Acepta: registro [ ] derivación [ ] devolver llamada [ ] lo dio   [          ]
 Se enteró por [ ]            Resultado* [3] Derivación  Riesgo [2] Alto
 Falta preguntar: quién la controla, si puede salir, si hay otras personas



 Razón de la corrección:
Enter Aceptar  Esc Cancelar
-- cursor 23,26
SCREEN

screen 'who changed what' \
	rosa 24x80 es 'l<Down><Enter>e<Tab>lo<F9>llamó otra vez<Enter><Enter>h' <<'SCREEN'
 AMPARO  Historial L 26-00006-4                                    rosa  14:36

   Cuándo       Operadora Acción     Detalle
 > 14:36        Rosa      corrigió   Razón: llamó otra vez
   14:36        Rosa      corrigió   Llama desde (antes: Puno)
   13:10        Rosa      guardó
   13:07        Rosa      abrió
















F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'who changed what, in English' \
	rosa 24x80 en 'l<Down><Enter>e<Tab>lo<F9>she called again<Enter><Enter>h' <<'SCREEN'
 AMPARO  History L 26-00006-4                                      rosa  14:36

   When         Operator  Action     Detail
 > 14:36        Rosa      corrected  Reason: she called again
   14:36        Rosa      corrected  Calls from (before: Puno)
   13:10        Rosa      saved
   13:07        Rosa      opened
















F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 4,2
SCREEN

finish
