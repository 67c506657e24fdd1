#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The cards: of a situation, all of them, their versions.
. "${TOP_SRCDIR:-.}/tests/screen/lib.sh"

screen 'F1 in a call about an offer shows what to check' \
	rosa 24x80 es '<F2>3lo<F1>' <<'SCREEN'
 AMPARO  Ayuda  Llamada                                            rosa  14:36
 Oferta de trabajo o estudio: qué comprobar
 Decide ella; nosotras miramos la oferta con ella, pregunta por pregunta.
 Señales de cuidado
 - no conoce a quien ofrece, o solo por aviso, teléfono o redes
 - sin dirección ni RUC que se comprueben; sin contrato escrito
 - piden dinero o firmar una deuda; o pagan el pasaje «y después lo devuelve»
 - piden el DNI o pasaporte, apuran, dicen que no cuente a la familia
 - viaja con alguien de ellos y no sabe a quién llamar allá

 «No firme ni viaje todavía. Pida el contrato escrito y léalo con alguien de
 confianza. Sus documentos los guarda usted. Deje en casa quién ofrece, su
 teléfono y la dirección. Acuerde llamadas, y una palabra para pedir ayuda.
 Lleve los datos del consulado.»

 Una señal no prueba trata, y ninguna señal no prueba que sea segura.
 Anote quién ofrece, teléfono y aviso: otra persona puede preguntar lo mismo.
 Con menos de 18: ficha «Menor de 18 años». Sin permiso de viaje, no viaja.


 Versión 1, 27 nov. Evaluación de Fono Mujer (OIM, 2005) y práctica


F3 Volver  F1 Otra ficha  ? Teclas y campo  F2 Nueva  F5 Buscar  F10 Menú
-- cursor 2,2
SCREEN

screen 'the next card, in English' \
	rosa 24x80 en '<F2>3lo<F1><F1>' <<'SCREEN'
 AMPARO  Help  Call                                                rosa  14:36
 Travel papers and consulates
 Her papers are hers: nobody keeps them for her, an employer neither.

 Before the journey
 - A valid ID or passport, and the right visa: a tourist's is none to work
   with. A contract signed by both sides.
 - A minor who does not travel with her parents needs permission to travel.
 - Three copies: one at home, one with her, a photograph in her mail.
 - Address and telephone of the consulate there, written down apart (F6).

 If she is abroad and her papers were taken
 - The consulate can give her a document to return with, even if she has
   nothing, and also helps people whose status is irregular.
 - Can she go there today without danger? Who goes along? Is she looked for?
 - If she cannot leave, do not send her into the street: F6, consulate and
   police there, as she accepts. Agree on when we call.

 Make up no requirements, costs or dates: ask, and call her back.
 Numbers only from the directory; say so if they are not verified.
 Version 1, 27 Nov. Hotline practice; formalities: ask the consulate


F3 Back  F1 Next card  ? Keys, field  F7 Page back  F2 New  F5 Search  F10 Menu
-- cursor 2,2
SCREEN

screen 'behind the cards the field and the keys' \
	rosa 24x80 es '<F2>3lo<F1><F8><F8><F8>' <<'SCREEN'
 AMPARO  Ayuda  Llamada                                            rosa  14:36
 Hacia: País de la oferta; Perú si es dentro del país.
 Un lugar: escriba sus primeras letras; F4 los muestra.
 Enter o Tab: campo siguiente. Arriba y abajo: todos los campos, también los
 que Enter omite. - no dijo, = como en la llamada anterior, Ctrl-U borra.

 En esta pantalla
 F9            Guardar la llamada
 F4            Mostrar la lista del campo
 F3            Dejar la llamada como borrador; nada se pierde
 F5            Qué puede coincidir, y buscar
 F6            Derivar
 Ctrl-O        Las diez preguntas sobre la oferta, y qué habla contra ella

 En todas partes
 F2            Llamada nueva
 F10           Menú: escriba lo que quiere hacer
 F1            Ayuda sobre esta pantalla y este campo
 F12 Ctrl-X    Ocultar la pantalla ya
 Ctrl-L        Redibujar la pantalla

 Sin teclas F: Esc y luego el número (Esc 0 es F10, tres veces Esc oculta).

F3 Volver  F8 Más  F7 Página anterior  F2 Nueva  F5 Buscar  F10 Menú
-- cursor 2,2
SCREEN

screen 'a question mark in an empty field asks for the field' \
	rosa 24x80 es '<F2>2?' <<'SCREEN'
 AMPARO  Ayuda  Llamada                                            rosa  14:36
 ¿Puede hablar sin peligro? Si no puede: solo preguntas de sí o no.
 s para sí, n para no, - si no lo dijo.
 Enter o Tab: campo siguiente. Arriba y abajo: todos los campos, también los
 que Enter omite. - no dijo, = como en la llamada anterior, Ctrl-U borra.

 En esta pantalla
 F9            Guardar la llamada
 F4            Mostrar la lista del campo
 F3            Dejar la llamada como borrador; nada se pierde
 F5            Qué puede coincidir, y buscar
 F6            Derivar

 En todas partes
 F2            Llamada nueva
 F10           Menú: escriba lo que quiere hacer
 F1            Ayuda sobre esta pantalla y este campo
 F12 Ctrl-X    Ocultar la pantalla ya
 Ctrl-L        Redibujar la pantalla

 Sin teclas F: Esc y luego el número (Esc 0 es F10, tres veces Esc oculta).
 En un campo: Enter o Tab siguiente, flechas arriba y abajo mueven, Ctrl-U

F3 Volver  F8 Más  F7 Página anterior  F2 Nueva  F5 Buscar  F10 Menú
-- cursor 2,2
SCREEN

screen 'a minor is what comes first' \
	rosa 24x80 es '<F2>2s<Enter><Enter><Tab>loulo2f16<Tab><F1>' <<'SCREEN'
 AMPARO  Ayuda  Llamada                                            rosa  14:36
 Menor de 18 años
 Con menos de 18 no hace falta engaño ni fuerza: captar, llevar o recibir a
 alguien para explotarlo ya es trata, aunque diga que quiso.

 «No tienes la culpa. Hiciste bien en llamar. Yo te creo.»
 - Con ella o él directamente, palabras simples. ¿Dónde estás? ¿Con quién?
   ¿Puedes salir? ¿Comiste, dormiste, te duele algo? ¿En quién confías?
 - No pida detalles de lo que le hicieron: eso lo pregunta una sola vez quien
   entrevista. Escriba lo que cuente, con sus palabras.

 Prima el interés superior: su seguridad antes que el permiso de nadie.
 «Tengo que avisar a quienes protegen a menores. Te cuento cada paso.»
 F6: las entidades a las que esta línea debe avisar. Sin consentimiento se
 deriva con el motivo escrito, y supervisión recibe el aviso.

 No llame a los padres sin saber que no están implicados; el permiso de un
 padre bajo sospecha no vale. No prometa secreto. No diga «prostitución»: es
 explotación sexual.

 Versión 1, 27 nov. Palermo, art. 3 c) y d); práctica de líneas


F3 Volver  F1 Otra ficha  ? Teclas y campo  F2 Nueva  F5 Buscar  F10 Menú
-- cursor 2,2
SCREEN

screen 'and back to the same field' \
	rosa 24x80 es '<F2>2s<Enter><Enter><Tab>loulo2f16<Tab><F1><F1><Esc>' <<'SCREEN'
 AMPARO  Llamada L 26-00008-6   desde 14:36                        rosa  14:36

 Motivo*       [2] Reporte               ¿Puede hablar sin peligro?    [s]
 Devolver a    [              ] es de    [          ] hora segura [           ]
 Dónde está    [                                                              ]
 Notas  (libre; se guarda sola)          Lo que dijo [ ]

 .
 .
 .
 .
 Llama desde   [LO] Loreto      Está en   [UC] Ucayali    Salió de  [LO] Loreto
 Quién llama   [2] Familiar           Idioma   [ ]            Intérprete  [ ]
 Víctimas      [   ] menores [   ] Sexo [F] Femenino Edad [16   ]
 Local         [ ]                  Situación [ ]
 Captación: medio [ ]                  relación [ ]          promesa [ ]
 Acepta: registro [ ] derivación [ ] devolver llamada [ ] lo dio   [          ]
 Se enteró por [ ]            Resultado* [ ]             Riesgo [2] Alto
 Falta preguntar: quién la controla, si puede salir, si hay otras personas

 Riesgo propuesto: Alto (menor)
 !! Menor en peligro: protocolo F1. No mencione llamadas previas.
 Borrador guardado 14:36.
F9 Guardar  F4 Opciones  F3 Inicio (borrador)  F5 Buscar  F6 Derivar  F1 Ayuda
-- cursor 15,48
SCREEN

screen 'somebody is silent' \
	rosa 24x80 es '<F2>01<F1>' <<'SCREEN'
 AMPARO  Ayuda  Llamada                                            rosa  14:36
 Quien llama calla
 Quien calla quizá no puede hablar. No cuelgue: motivo 0, silencio.

 Despacio y con pausas:
 «Estoy aquí, la escucho. No tiene que hablar. Si me oye, dé un golpe en el
 teléfono. Un golpe es sí, dos golpes son no.»

 - Una pregunta por vez, y diez segundos de espera. El orden está en la
   pantalla: peligro, si hay alguien, si la retienen, la policía.
 - Anote lo que se oye: voces, música, tráfico, televisor, niños, una radio.
 - Si con golpes dice que está en peligro: supervisión, y F6 si acepta.
 - Sin golpes: repita dos o tres veces, con calma, durante unos minutos.

 Antes de terminar:
 «Voy a colgar en un minuto. Puede volver a llamar a cualquier hora. Aunque
 no hable, la escuchamos.»

 No ría, no apure, no diga «si es broma». No la llame de vuelta si no dijo
 que sí: no sabe quién tiene el teléfono.
 Versión 1, 27 nov. Práctica de líneas de ayuda


F3 Volver  F1 Otra ficha  ? Teclas y campo  F2 Nueva  F5 Buscar  F10 Menú
-- cursor 2,2
SCREEN

screen 'all cards' \
	rosa 24x80 es '<F10>fichas<Enter>' <<'SCREEN'
 AMPARO  Fichas                                                    rosa  14:36

   Ficha                                      Vigente
 > Qué ofrece la línea                        Versión 1, 27 nov.
   ¿Puede hablar?                             Versión 1, 27 nov.
   Quien llama calla                          Versión 1, 27 nov.
   La amenazan a usted                        Versión 1, 27 nov.
   Riesgo de suicidio                         Versión 1, 27 nov.
   Menor de 18 años                           Versión 1, 27 nov.
   Trata interna y externa                    Versión 1, 27 nov.
   Oferta de trabajo o estudio: qué comprobar Versión 1, 27 nov.
   Documentos de viaje y consulados           Versión 1, 27 nov.
   Una autoridad pide datos                   Versión 1, 27 nov.
   Emergencia médica                          Versión 1, 27 nov.
   Insulta o acosa                            Versión 1, 27 nov.
   Cerrar una llamada difícil                 Versión 1, 27 nov.
   Quechua y aimara: primeras frases          Versión 1, 27 nov.






Enter Leer  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'one of them as a supervisor sees it' \
	marta 24x80 es '<F10>fichas<Enter><Down><Down><Down><Enter>' <<'SCREEN'
 AMPARO  Ficha                                                    marta  14:36
 La amenazan a usted
 Amenazan a quien llama, a una víctima, a usted o a la línea. No está sola.

 1 No discuta, no se disculpe. No confirme nombres, turnos ni dirección.
 2 «Lo escucho. No doy información de nadie.» Nada más.
 3 Puede colgar. No necesita permiso.
 4 Motivo 0, 9 amenaza: supervisión recibe el aviso al instante.
 5 Escriba las palabras como las dijo: a quién, cómo, cuándo, qué sabe. Voz,
   acento, ruidos. El número se guarda.

 Después
 - Avise a quien tenga al lado y pida relevo. No atienda sola lo que sigue.
 - Si vuelve a llamar, que conteste otra persona.
 - No salga sola al terminar. Diga si la siguen o la llaman a su casa.
 - Nada de esto en redes ni fuera del equipo. No borre nada.

 Si amenazó a una víctima: diga a supervisión el número del caso; hay que ver
 ya dónde está y quién la cuida.
 Usted decide si quiere denunciar; la línea la acompaña.
 Versión 1, 27 nov. Práctica de líneas de ayuda


F8 Otra ficha  F7 Anterior  e Editar  h Versiones  F2 Nueva  F10 Menú  F1 Ayuda
-- cursor 2,2
SCREEN

screen 'a new version' \
	marta 24x80 es '<F10>fichas<Enter><Enter>e<Ctrl-U>Lo que ofrecemos' <<'SCREEN'
 AMPARO  Versión nueva de una ficha                               marta  14:36
 Título*  [Lo que ofrecemos                                                   ]
 Fuente*  [Evaluación de Fono Mujer (OIM, 2005)                               ]
 Texto  (hasta 18 líneas: qué decir, qué preguntar, qué no hacer)*
 «Puede hablar con tranquilidad. La atiende una trabajadora social. Usted
 decide qué cuenta y qué se hace con ello.»

 La línea
 - orienta sobre ofertas de trabajo o estudio, en el país o en el extranjero
 - recibe reportes de trata o explotación y, si usted acepta, los pasa a la
   autoridad que corresponde
 - busca apoyo psicológico y legal, alojamiento temporal y retorno
 - consulta a consulados e instituciones, también sin decir su nombre

 Pregunte: ¿llama por usted o por otra persona? ¿Puede hablar sin peligro?
 ¿Desde qué departamento? ¿Cómo se enteró de la línea?

 Si detrás de la pregunta hay una historia, dele tiempo: «¿Pasó algo?»
 No prometa rescates, dinero, plazos ni un cupo sin confirmar.
 Si es otro tema, diga quién lo atiende (directorio, F6), nunca solo que no.
 .
 .

F9 Guardar  F4 Opciones  F3 Volver (borrador)  F2 Nueva  F5 Buscar  F1 Ayuda
-- cursor 2,28
SCREEN

screen 'and what it says now' \
	marta 24x80 es '<F10>fichas<Enter><Enter>e<Ctrl-U>Lo que ofrecemos<Tab><Tab>Buenas.<Enter><F9>' <<'SCREEN'
 AMPARO  Ficha                                                    marta  14:36
 Lo que ofrecemos
 «Puede hablar con tranquilidad. La atiende una trabajadora social. Usted
 decide qué cuenta y qué se hace con ello.»

 La línea
 - orienta sobre ofertas de trabajo o estudio, en el país o en el extranjero
 - recibe reportes de trata o explotación y, si usted acepta, los pasa a la
   autoridad que corresponde
 - busca apoyo psicológico y legal, alojamiento temporal y retorno
 - consulta a consulados e instituciones, también sin decir su nombre

 Pregunte: ¿llama por usted o por otra persona? ¿Puede hablar sin peligro?
 ¿Desde qué departamento? ¿Cómo se enteró de la línea?

 Si detrás de la pregunta hay una historia, dele tiempo: «¿Pasó algo?»
 No prometa rescates, dinero, plazos ni un cupo sin confirmar.
 Si es otro tema, diga quién lo atiende (directorio, F6), nunca solo que
 no.Buenas.

 Versión 2, 24 nov, Marta. Evaluación de Fono Mujer (OIM, 2005)

 Ficha guardada: las operadoras ya ven esta versión. u deshacer.
F8 Otra ficha  F7 Anterior  e Editar  h Versiones  F2 Nueva  F10 Menú  F1 Ayuda
-- cursor 2,2
SCREEN

screen 'its versions' \
	marta 24x80 es '<F10>fichas<Enter><Enter>e<Ctrl-U>Lo que ofrecemos<Tab><Tab>Buenas.<Enter><F9>h' <<'SCREEN'
 AMPARO  Versiones de la ficha                                    marta  14:36

          Versión                        Título
 > vale   Versión 2, 24 nov, Marta.      Lo que ofrecemos
          Versión 1, 27 nov.             Qué ofrece la línea


















Enter Comparar  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 4,2
SCREEN

screen 'the old one beside the new one' \
	marta 24x80 es '<F10>fichas<Enter><Enter>e<Ctrl-U>Lo que ofrecemos<Tab><Tab>Buenas.<Enter><F9>h<Down><Enter>' <<'SCREEN'
 AMPARO  Ficha                                                    marta  14:36
 Qué ofrece la línea
 Versión 1, 27 nov. - solo en esta, + solo en la que vale
  «Puede hablar con tranquilidad. La atiende una trabajadora social. Usted
  decide qué cuenta y qué se hace con ello.»

  La línea
  - orienta sobre ofertas de trabajo o estudio, en el país o en el extranjero
  - recibe reportes de trata o explotación y, si usted acepta, los pasa a la
    autoridad que corresponde
  - busca apoyo psicológico y legal, alojamiento temporal y retorno
  - consulta a consulados e instituciones, también sin decir su nombre

  Pregunte: ¿llama por usted o por otra persona? ¿Puede hablar sin peligro?
  ¿Desde qué departamento? ¿Cómo se enteró de la línea?

  Si detrás de la pregunta hay una historia, dele tiempo: «¿Pasó algo?»
  No prometa rescates, dinero, plazos ni un cupo sin confirmar.
- Si es otro tema, diga quién lo atiende (directorio, F6), nunca solo que no.
+ Si es otro tema, diga quién lo atiende (directorio, F6), nunca solo que
+ no.Buenas.


Enter Traer de vuelta  F2 Nueva  F5 Buscar  F3 Volver  F10 Menú  F1 Ayuda
-- cursor 2,2
SCREEN

finish
