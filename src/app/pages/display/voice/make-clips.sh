#!/bin/sh
# Makes the display's voice: one Opus clip for each letter, number and word, in Spanish and
# English, with espeak-ng and opus-tools (Debian: apt-get install espeak-ng opus-tools). Run it in
# this folder. A bank with recordings of its own replaces the files under es/ and en/ (here, or in
# the built pages' folder voice/) and keeps their names: numero, modulo, caja and
# the other words for counters below, a to z, 0 to 99,
# 100 (exactly), 100-and, 200 … 900.
set -eu
cd "$(dirname "$0")"
pcm=$(mktemp)
trap 'rm -f "$pcm"' EXIT

clip() { # language voice name words
  mkdir -p "$1"
  espeak-ng -v "$2" -s 135 -a 180 -w "$pcm" -- "$4"
  opusenc --quiet --speech --bitrate 20 --vbr --comp 10 "$pcm" "$1/$3.opus"
}

for n in $(seq 0 99) 100 200 300 400 500 600 700 800 900; do
  clip es es-419 "$n" "$n"
  clip en en-gb "$n" "$n"
done
clip es es-419 100-and ciento
clip en en-gb 100-and "one hundred and"
for letter in a b c d e f g h i j k l m n o p q r s t u v w x y z; do
  clip es es-419 "$letter" "$(echo "$letter" | tr a-z A-Z)"
  clip en en-gb "$letter" "$(echo "$letter" | tr a-z A-Z)"
done
clip es es-419 numero "Número"
clip es es-419 modulo "Módulo"
clip en en-gb numero "Number"
clip en en-gb modulo "Counter"
# What counters are called: said as the sign has it, in an English sentence too.
while read -r name words; do
  clip es es-419 "$name" "$words"
  clip en es-419 "$name" "$words"
done << 'WORDS'
caja Caja
meson Mesón
mesa Mesa
ventanilla Ventanilla
box Box
puesto Puesto
oficina Oficina
escritorio Escritorio
ejecutivo Ejecutivo
ejecutiva Ejecutiva
estacion Estación
mostrador Mostrador
plataforma Plataforma
sala Sala
piso Piso
empresas Empresas
preferente Preferente
preferencial Preferencial
reuniones Reuniones
atencion Atención
clientes Clientes
gerencia Gerencia
gerente Gerente
agente Agente
general General
principal Principal
primer Primer
segundo Segundo
creditos Créditos
hipotecarios Hipotecarios
inversiones Inversiones
cobranza Cobranza
informaciones Informaciones
recepcion Recepción
de de
del del
la la
las las
el el
los los
al al
en en
con con
para para
por por
y-and i
WORDS
