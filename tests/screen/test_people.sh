#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# People, route, consent and screening of a case.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'the people of a case, victims first' \
	rosa 24x80 es '<people><about people>' <<'SCREEN'
 AMPARO  Personas del caso                                         rosa  14:36

   Persona                  Rol                  Edad         Es
 > Quispe Huamán, Mari      Víctima              14-18 MENOR? Posible víctima
   Huamán, Juana            Quien reporta                     Madre
   la Señora                Sospechosa/o                      Captador/a

















Enter Abrir  + Agregar  j Juntar  - Quitar  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'the same in English on a wide screen' \
	rosa 40x132 en '<people><about people>' <<'SCREEN'
 AMPARO  People of the case                                                                                            rosa  14:36

   Person                           Role                         Age          Is                       Safe contact
 > Quispe Huamán, Mari              Victim                       14-18 MINOR? Possible victim          17-18, preguntar por
   Huamán, Juana                    Who reported, Relative                    Mother
   la Señora                        Suspect                                   Recruiter or intermediar

































Enter Open  + Add  j Join  - Take out  F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 4,2
SCREEN

screen 'a person is opened' \
	rosa 24x80 es '<people><about people><Enter>' <<'SCREEN'
 AMPARO  Persona                                                   rosa  14:36

 Rol*             [+] Víctima
 Nombres          [Mari                ] Apellidos   [Quispe Huamán           ]
 Le dicen         [                    ] Género      [F] Femenino





 Edad             [16?   ]  dicha el [2026-11-24]  o nació el  [          ]
 Documento        [ ]                    número      [                ]
 Teléfono         [              ]
 Contacto seguro  [17-18, preguntar por la tía                               ]
 Nacionalidad     [  ]                   Procede de  [  ]
 Idioma           [ ]                    Instrucción [ ]
 Estado civil     [ ]
 Es de ella       [ ]                    Qué hizo    [ ]
 Observación      [                                                          ]
 Edad ahora: 14-18, no es seguro: cuenta como MENOR.



F9 Guardar  F4 Opciones  F8 Otra página  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 3,20
SCREEN

screen 'what was done to her stands on the second page' \
	rosa 24x80 es '<people><about people><Enter><F8>' <<'SCREEN'
 AMPARO  Persona lo que le hicieron                                rosa  14:36

 Víctima de trata       [1] Posible víctima           el día      [          ]
 Lo decidió             [ ]                           quién  [               ]
 Edad al captarla       [      ]    Quien captó es    [1] Vecina/o o conocida/

 Captación: medio       [+] Persona conocida
 Promesa                [ ]
 Acto                   [ ]
 Medios                 [ ]
 Explotación            [ ]
 tipo sexual            [ ]
 Control                [ ]
 Vulnerabilidad         [ ]




 Menor de 18: los medios no se preguntan.
 Edad ahora: 14-18, no es seguro: cuenta como MENOR.



F9 Guardar  F4 Opciones  F8 Otra página  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 3,26
SCREEN

screen 'a role is picked from its list and the name comes next' \
	rosa 24x80 es '<people><about people 2>+<F4>1' <<'SCREEN'
 AMPARO  Persona                                                   rosa  14:36

 Rol*             [+] Víctima
 Nombres          [                    ] Apellidos   [                        ]
 Le dicen         [                    ] Género      [ ]





 Edad             [      ]  dicha el [          ]  o nació el  [          ]
 Documento        [ ]                    número      [                ]
 Teléfono         [              ]
 Contacto seguro  [                                                          ]
 Nacionalidad     [  ]                   Procede de  [  ]
 Idioma           [ ]                    Instrucción [ ]
 Estado civil     [ ]
 Es de ella       [ ]                    Qué hizo    [ ]
 Observación      [                                                          ]



 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Volver (borrador)  F8 Otra página  F1 Ayuda
-- cursor 4,20
SCREEN

screen 'the list of roles in English' \
	rosa 24x80 en '<people><about people 2>+<F4>2<BackTab><F4>' <<'SCREEN'
 AMPARO  Person                                                    rosa  14:36

 Role*            [+] Relative
 Names            [                    ] Surnames    [                        ]
 Also called      [                    ] Gender      [ ]





 Age              [      ]  said on  [          ]  or born on  [          ]
 Document         [ ]                    number      [                ]
 Telephone        [              ]
 Safe contact     [                                                          ]
 Nationality      [  ]                   Comes from  [  ]
 Language         [ ]                    Schooling   [ ]
 Marital status   [ ]
 Role:
 > 1 Victim          5 Suspect
   2 + Relative
   3 Witness
   4 Who reported
 Draft saved 14:36.
Enter Choose  F3 Back
-- cursor 19,2
SCREEN

screen 'a name heard wrong offers who is in the register' \
	rosa 24x80 es '<people><about people 2>+1<Enter>Mary<Enter>Kispe<Enter>' <<'SCREEN'
 AMPARO  Persona                                                   rosa  14:36

 Rol*             [+] Víctima
 Nombres          [Mary                ] Apellidos   [Kispe                   ]
 Le dicen         [                    ] Género      [ ]
 ¿Es una de estas?     [ ]
   1  Quispe Huamán, Mari  14-18  C 26-00001-0  nombre parecido



 Edad             [      ]  dicha el [          ]  o nació el  [          ]
 Documento        [ ]                    número      [                ]
 Teléfono         [              ]
 Contacto seguro  [                                                          ]
 Nacionalidad     [  ]                   Procede de  [  ]
 Idioma           [ ]                    Instrucción [ ]
 Estado civil     [ ]
 Es de ella       [ ]                    Qué hizo    [ ]
 Observación      [                                                          ]



 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Volver (borrador)  F8 Otra página  F1 Ayuda
-- cursor 5,20
SCREEN

screen 'her digit takes her, and she is in this case, too' \
	rosa 24x80 es '<people><about people 2>+1<Enter>Mary<Enter>Kispe<Enter><Enter>1<F9>' <<'SCREEN'
 AMPARO  Personas del caso                                         rosa  14:36

   Persona                  Rol                  Edad         Es
 > Quispe Huamán, Mari      Víctima              14-18 MENOR?


















 Persona guardada. u deshacer.
Enter Abrir  + Agregar  j Juntar  - Quitar  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'a duplicate is joined and the list says so' \
	rosa 24x80 es '<people><about people><Down><Down>j2' <<'SCREEN'
 AMPARO  Personas del caso                                         rosa  14:36

   Persona                  Rol                  Edad         Es
   Quispe Huamán, Mari      Víctima              14-18 MENOR? Posible víctima
   Huamán, Juana            Quien reporta                     Captador/a
 > = la Señora              la misma persona
















 Ahora son una sola. También las separa j en el duplicado. u deshacer.
Enter Abrir  + Agregar  j Juntar  - Quitar  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 6,2
SCREEN

screen 'j on the duplicate parts them again' \
	rosa 24x80 en '<people><about people><Down><Down>j2<Down>j' <<'SCREEN'
 AMPARO  People of the case                                        rosa  14:36

   Person                   Role                 Age          Is
   Quispe Huamán, Mari      Victim               14-18 MINOR? Possible victim
   Huamán, Juana            Who reported                      Mother
 > la Señora                Suspect                           Recruiter or int
















 They are two again.
Enter Open  + Add  j Join  - Take out  F2 New  F5 Search  F3 Back  F1 Help
-- cursor 6,2
SCREEN

screen 'somebody who does not belong there is taken out with a reason, and back' \
	rosa 24x80 es '<people><about people><Down><Down>-es otra<Enter>u' <<'SCREEN'
 AMPARO  Personas del caso                                         rosa  14:36

   Persona                  Rol                  Edad         Es
   Quispe Huamán, Mari      Víctima              14-18 MENOR? Posible víctima
 > Huamán, Juana            Quien reporta                     Madre
   la Señora                Sospechosa/o                      Captador/a
















 Deshecho: Quitada del caso.
Enter Abrir  + Agregar  j Juntar  - Quitar  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'the route in its order' \
	rosa 24x80 es '<people><about route>' <<'SCREEN'
 AMPARO  Ruta                                                      rosa  14:36

   Tramo       Lugar                    Cuándo     Transporte   Qué
 > Salida      Maynas                   2026-11    Lancha o río Captación
   Destino     Coronel Portillo: un bar                         Bar, cantina


















Enter Abrir  + Agregar  < Antes  > Después  - Quitar  F2 Nueva  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'a leg is added between' \
	rosa 24x80 en '<people><about route>+2iq<F9>' <<'SCREEN'
 AMPARO  Route                                                     rosa  14:36

   Stage       Place                    When       Transport    What
 > Origin      Maynas                   2026-11    Boat, river  Recruitment
   Transit     Iquitos
   Destination Coronel Portillo: un bar                         Bar or cantina
















 Leg of the route saved. u takes it back.
Enter Open  + Add  < Earlier  > Later  - Take out  F2 New  F5 Search  F1 Help
-- cursor 4,2
SCREEN

screen 'a leg that is moved comes back' \
	rosa 24x80 es '<people><about route><Down><lt>u' <<'SCREEN'
 AMPARO  Ruta                                                      rosa  14:36

   Tramo       Lugar                    Cuándo     Transporte   Qué
   Salida      Maynas                   2026-11    Lancha o río Captación
 > Destino     Coronel Portillo: un bar                         Bar, cantina

















 Deshecho: Tramo movido un lugar antes.
Enter Abrir  + Agregar  < Antes  > Después  - Quitar  F2 Nueva  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'a new leg' \
	rosa 24x80 es '<people><about route>+' <<'SCREEN'
 AMPARO  Tramo de la ruta                                          rosa  14:36

 Tramo*           [ ]
 Lugar            [  ]
 en palabras      [                                                          ]
 Cuándo           [          ]           Transporte     [ ]
 Acto             [ ]                    Local          [ ]
 Tipo de ruta     [ ]
 Detalle          [                                                          ]


 1 Salida  2 Tránsito  3 Destino  4 Escape  5 Retorno











F9 Guardar  F4 Opciones  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 3,20
SCREEN

screen 'consent, purpose by purpose' \
	rosa 24x80 es '<people><about consent>' <<'SCREEN'
 AMPARO  Consentimiento                                            rosa  14:36

   Para               Vale   Por qué
   registro           no     Todavía no se le preguntó.
 > derivación         no     Todavía no se le preguntó.
   devolver llamada   no     Todavía no se le preguntó.
   investigación      no     Todavía no se le preguntó.

 Todavía no se le preguntó.
 Excepción posible: menor de 18, con motivo; se avisa a supervisión.













+ Anotar  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'an answer is written down in five keys' \
	rosa 24x80 es '<people><about consent>+<Enter>15<F9>' <<'SCREEN'
 AMPARO  Consentimiento                                            rosa  14:36

   Para               Vale   Por qué
   registro           no     Todavía no se le preguntó.
 > derivación         no     Menor: acepta madre, padre o tutor/a; si no
   devolver llamada   no     Todavía no se le preguntó.
   investigación      no     Todavía no se le preguntó.

 Menor: acepta madre, padre o tutor/a; si no, la excepción.
 Excepción posible: menor de 18, con motivo; se avisa a supervisión.

 14:36 Rosa  Verbal, Amiga/o










 Respuesta de consentimiento guardada. u deshacer.
+ Anotar  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'the mother accepts for her daughter' \
	rosa 24x80 en '<people><about consent>+<Enter>33<F9>' <<'SCREEN'
 AMPARO  Consent                                                   rosa  14:36

   For                Stands Why
   to be recorded     no     Nobody has asked her yet.
 > to be referred     yes    Her mother, father or guardian accepts.
   to be called back  no     Nobody has asked her yet.
   for research       no     Nobody has asked her yet.

 Her mother, father or guardian accepts.


 14:36 Rosa  From parent or guardian, Mother










 Answer on consent saved. u takes it back.
+ Write down  F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 5,2
SCREEN

screen 'an exception asks for its reason' \
	rosa 24x80 es '<people><about consent>+<Enter>5<F9>menor sola en la terminal<Enter>' <<'SCREEN'
 AMPARO  Consentimiento                                            rosa  14:36

   Para               Vale   Por qué
   registro           no     Todavía no se le preguntó.
 > derivación         sí     Menor de 18: prima el interés superior.
   devolver llamada   no     Todavía no se le preguntó.
   investigación      no     Todavía no se le preguntó.

 Menor de 18: prima el interés superior.


 14:36 Rosa  Sin consentimiento: peligro o menor (prima el interés superior): m










 Respuesta de consentimiento guardada. u deshacer.
+ Anotar  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 5,2
SCREEN

screen 'screening of a minor begins with what is done to her' \
	rosa 24x80 es '<people><about screening>s-n' <<'SCREEN'
 AMPARO  Indicios                                                  rosa  14:36
 Acto: cubierto.  Medios: no hace falta (menor).  Fin: cubierto.
 Orienta; decide una persona. Sin puntaje: las fuerzas son del perfil laboral.
 Falta preguntar: si puede salir, quién la controla, si hay otras personas

 s sí, n no, - no dijo; Retroceso la borra. Se guarda en el acto.
 4 de 6  Explotación  (1 sí, 1 no, de 9)
   [s] Jornada excesiva
   [-] Sueldo bajo o nulo
   [n] Manipulación del sueldo
 > [ ] Malas condiciones de vida
   [ ] Muy malas condiciones de trabajo
   [ ] Trabajo peligroso
   [ ] Incumplimiento de leyes o contrato
   [ ] Sin protección social
   [ ] Sin acceso a estudios







F8 Siguiente  F7 Antes  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 11,2
SCREEN

screen 'an answer is corrected by its own key, u has nothing to take back' \
	rosa 24x80 es '<people><about screening>su' <<'SCREEN'
 AMPARO  Indicios                                                  rosa  14:36
 Acto: cubierto.  Medios: no hace falta (menor).  Fin: cubierto.
 Orienta; decide una persona. Sin puntaje: las fuerzas son del perfil laboral.
 Falta preguntar: si puede salir, quién la controla, si hay otras personas

 s sí, n no, - no dijo; Retroceso la borra. Se guarda en el acto.
 4 de 6  Explotación  (1 sí, 0 no, de 9)
   [s] Jornada excesiva
 > [ ] Sueldo bajo o nulo
   [ ] Manipulación del sueldo
   [ ] Malas condiciones de vida
   [ ] Muy malas condiciones de trabajo
   [ ] Trabajo peligroso
   [ ] Incumplimiento de leyes o contrato
   [ ] Sin protección social
   [ ] Sin acceso a estudios






 No hay nada que deshacer.
F8 Siguiente  F7 Antes  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 9,2
SCREEN

screen 'the same in English' \
	rosa 24x80 en '<people><about screening><F8>y' <<'SCREEN'
 AMPARO  Screening                                                 rosa  14:36
 Act: covered.  Means: not needed, under 18.  Purpose: not asked.
 Advice; a person decides. No score: the strengths are those of labour.
 Still to ask: whether she can leave, whether there are others, what she is
 made to do
 s or y yes, n no, - did not say; Backspace clears. Saved at once.
 5 of 6  Coercion at destination  (1 yes, 0 no, of 15)
   [y] Confiscation of documents
 > [ ] Debt bondage
   [ ] Isolation, confinement, surveillance
   [ ] Violence on the victim
   [ ] Threats of violence
   [ ] Forced into illicit acts
   [ ] Forced tasks or clients
   [ ] Under strong influence
   [ ] Forced to act against peers
   [ ] Forced to lie
   [ ] Threat of denunciation
   [ ] Threat of worse conditions
   [ ] Violence on family
   [ ] Withholding of wages
   [ ] Threat to tell family or community

F8 Next  F7 Before  F2 New  F5 Search  F3 Back  F10 Menu  F1 Help
-- cursor 9,2
SCREEN

screen 'its help says which keys answer' \
	rosa 24x80 es '<people><about screening><F1>' <<'SCREEN'
 AMPARO  Ayuda  Indicios                                           rosa  14:36
 s sí, n no, - no dijo; Retroceso la borra. Se guarda en el acto.
 La respuesta es del indicio marcado con >, luego viene el siguiente; con las
 flechas se llega a cualquiera.

 En esta pantalla
 F8            El siguiente grupo de indicadores
 F7            El grupo anterior

 En todas partes
 F2            Llamada nueva
 F5            Buscar llamadas: número, teléfono, nombre, palabras
 F3            Volver; nada se pierde
 F10           Menú: escriba lo que quiere hacer
 F1            Ayuda sobre esta pantalla y este campo
 F12 Ctrl-X    Ocultar la pantalla ya
 Ctrl-L        Redibujar la pantalla

 Sin teclas F: Esc y luego el número (Esc 0 es F10, tres veces Esc oculta).
 En un campo: Enter o Tab siguiente, flechas arriba y abajo mueven, Ctrl-U
 borra el campo, Ctrl-W una palabra. Un código completo avanza solo; - es «no
 dijo».

F3 Volver  F8 Más  F2 Nueva  F5 Buscar  F10 Menú
-- cursor 2,2
SCREEN

finish
