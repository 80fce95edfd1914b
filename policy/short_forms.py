"""Short forms of given names: the English ones from a kept list, others from our own."""

from collections.abc import Mapping
from functools import cache

from nicknames import NickNamer

from policy.look_alikes import smooth

OURS = """
alexander aleksandr alejandro alessandro alexandre sasha sascha shura aleks alex sandro ale
alexandra aleksandra alejandra alessandra sasha sascha shura sandra ola
alexey aleksei alyosha lyosha lesha
anastasia anastasiya nastya stasya
anna hanna anya annie anka ania anushka
andrei andrey andrzej andreas andres drusha andi
anton antonio antoine antoni toni tono antek toon
antonia antonina tonya toni
bartholomaeus bartosz bartek
boris borya
carlos karl carl charles charlie carlitos chas
catherine katherine katarina katarzyna ekaterina yekaterina catalina katharina katya katia kate kasia kathi kati
christian christiaan cristian chris krystian
christina kristina christine cristina krystyna tina krysia
daniel danila danya dani dan
daria darya dasha
david dawid dodi dave
dmitri dmitry dmitriy dima mitya
dolores lola
eduard eduardo edward edik edi lalo
elena helena yelena ilona lena alyona lenka
elizabeth elisabeth elisabetta elzbieta yelizaveta elizaveta isabel liza lisa liesl lisl ela elsa betti
emilia emily milka emi
eugene evgeny yevgeny evgeniy yevgeniy zhenya
eugenia evgenia yevgenia zhenya
francis francisco franz francesco frantisek franciszek paco pancho curro kiko franzl franta franek pepe
frances francisca franziska francesca paquita franzi
frederick friedrich federico frederik fritz fred rico
gabriel gabriele gabi
galina galya
gennady gena
george georg jorge giorgio georgios georgy georgiy giorgos yiorgos yorgos schorsch
jerzy jurek jiri
yuri yury yuriy yura
giovanni john johannes johann juan jan ivan ioannis hans hannes jean joao vanya gianni nanni juanito jack honza janek
giuseppe joseph jose josef jozef yosef yusuf beppe peppe pepe pepito sepp jupp josip joze
grigory gregory gregor grisha greg
guadalupe lupe lupita
guillermo wilhelm william guglielmo guillaume wim willi willy memo bill wm
henry heinrich enrique enrico henri henryk hendrik heinz heiner quique kike harry rik
ignacio ignatius ignazio nacho iggy
ines inez agnes agnieszka nes nesi aga
irina ira
jacob jakob jakub jaime james jas giacomo jacques yakov kuba jaap yasha diego santiago
jesus chucho chuy
joaquin joachim jochen quino ximo
katsuo katsu
konstantin constantine kostya
larisa lara
ludwig luis louis luigi lutz gigi
lyudmila ludmila lyuda mila luda
magdalena madeleine magda lena madzia leni
malgorzata margaret margarete margarita marguerite margherita gosia greta gretel gretchen grete rita marga
manuel manolo manu emmanuel
maria mary marie marya miriam maryam masha marysia mitzi maruja mari mariechen
matthias matthew matteo mateo mateusz matthijs matti hias matze thijs
maxim maksim max
mercedes merche meche
michael mikhail michail miguel michele michal mikael misha michi mischa micha mike mikael michel michiel
mohammed muhammad mohamed mohammad mohd muhd mehmet mo hamada md
monserrat montserrat montse
natalia natalya natasha nata
nadezhda nadia nadya
nicholas nikolai nikolay nicolas nicola niklas klaus niels kolya nico nick nikola miklos
olga olya olia olenka
oleg olezhka
paul pavel pablo paolo pawel pasha
peter petr pyotr piotr pedro pietro pierre pieter petya petrus perico piet
pilar pili
rafael raphael raffaele rafa rafal
raymond ramon raimundo moncho
robert roberto rupert bob rob beto robt
roman roma
rosario charo
semyon simon simeon senya szymon
sergey sergei sergio serge seryozha
stanislav stanislaw stas staszek
stefan stephen stephan esteban stefano etienne steffen steven steve
svetlana sveta
tatiana tatyana tanya tania
theresa teresa therese resi tere
thomas tomas tommaso tomasz tom tomek thos
timothy timofey tim tima
valentina valya
valery valera
victor viktor vitya vittorio
victoria viktoria vika
vladimir wladimir vova volodya vlad
vladislav wladyslaw vlad vladik
vyacheslav slava
vincent vicente vincenzo vince enzo chente
yaroslav slava
zuzana susanna zuzanna susana zuzka susi suzanne
abdullah abdallah abdou
ahmed ahmad achmed ahmet
fatima fatma fatimah fati
ibrahim abraham ebrahim avraham avi brahim
ali aly
omar umar omer
yusuf youssef yousef yosef
khadija hatice khadijah
gim kim
i lee yi rhee
bag bak park pak
choe choi
jeong jung chung jong
gang kang
jo cho
no roh noh
yu yoo ryu
im lim yim rim
"""
"""One name in its languages, with its short forms, a line."""


@cache
def _english() -> NickNamer:
    return NickNamer()


@cache
def _ours() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in OURS.strip().splitlines():
        names = line.split()
        for name in names:
            found.setdefault(smooth(name), set()).add(f"*{names[0]}")
    return {name: frozenset(firsts) for name, firsts in found.items()}


def names_behind(spellings: frozenset[str], keys: frozenset[str]) -> frozenset[str]:
    """Return the given names that a word may be a form of, by its spellings and their keys: Sasha is one of Alexander.

    Two words with one in common may be the same person's.
    """
    english = (name for each in spellings for name in _english().canonicals_of(each) if len(name) >= len(each))
    return spellings.union(english, *(_ours().get(key, frozenset()) for key in keys))
