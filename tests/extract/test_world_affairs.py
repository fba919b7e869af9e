"""Sentences about states, armed groups and bodies: the type of the surest claim, by PLOVER's definitions.

Every name of a country, person and body is invented; the countries stand in a codebook folder of their own.
What cannot be read yet stands in `NOT_YET`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

import letapis
from letapis.model import Claim

Extract = Callable[..., tuple[Claim, ...]]

SENTENCES = """
ACCUSE    Tarsia accused Orland of violating the treaty.
ACCUSE    The Northern Union expressed concern over the election in Veldania.
ACCUSE    Veldania summoned the ambassador of Orland over the remarks.
ACCUSE    A United Nations commission is investigating the massacre in the valley.
ACCUSE    Orland blamed Veldania for the bombing.
ACCUSE    Tarsia lodged a protest with Orland over the raid.
ACCUSE    The opposition leader said the government was corrupt.
ACCUSE    Prosecutors indicted the former minister for war crimes.
ACCUSE    A court found the general guilty of genocide.
ACCUSE    Tarsia filed suit against Orland at the world court.
ACCUSE    Police are looking into reports of torture by soldiers.
ACCUSE    Orland charged that Veldania was harbouring terrorists.
ACCUSE    Tarsian inspectors examined the weapons plant in Veldania.
AGREE     Veldania said on Monday that it was ready to hold talks with neighbouring Orland over the canal.
AGREE     The prime minister of Orland promised to send grain to Veldania.
AGREE     Tarsia offered to mediate between the two governments.
AGREE     Orland plans to resume talks with Veldania.
AGREE     Veldania will send a delegation to Tarsia.
AGREE     Tarsia agreed on a plan to share the river with Orland.
AGREE     Orland said it was willing to release the hostages.
AGREE     Orland invited observers to monitor the vote.
AGREE     The prime minister announced that Tarsia would provide loans to Orland.
AID       Tarsia granted Tarsia a loan of $40 million.
AID       Orland airlifted food and blankets to the flooded province.
AID       Veldania gave asylum to three Orland officers.
AID       Tarsia sent food to Orland.
AID       The World Bank approved a credit for Veldania.
AID       Doctors from Tarsia treated the wounded in Orland.
AID       Tarsia is supplying the rebels with rifles.
AID       Orland took in 2,000 refugees.
AID       Tarsia sent soldiers to protect the refugees.
AID       Veldania wrote off Orland's debt.
ASSAULT   Rebels attacked an army post near Drava.
ASSAULT   Warplanes bombed the rebel stronghold.
ASSAULT   A Veldanian suicide bomber blew himself up outside the embassy.
ASSAULT   Orland troops invaded Veldania at dawn.
ASSAULT   Gunmen took 12 aid workers hostage.
ASSAULT   Artillery shelled the northern suburbs.
ASSAULT   The general was assassinated by unknown gunmen.
ASSAULT   Government forces clashed with separatists in the hills.
ASSAULT   A car bomb exploded near the ministry, killing ten people.
ASSAULT   Rebels and soldiers exchanged fire along the river.
ASSAULT   Orland's air force struck rebel positions.
ASSAULT   Two policemen were shot dead by unknown men.
ASSAULT   Militants kidnapped a Tarsian engineer.
ASSAULT   Fighting broke out between Orlandian troops and rebels.
ASSAULT   The Orlandian army has occupied the town of Drava.
ASSAULT   Veldania used poison gas against the villagers.
ASSAULT   Guards tortured the prisoners.
COERCE    The junta imposed martial law in the north.
COERCE    The government banned the opposition party.
COERCE    Soldiers seized the farms of white settlers.
COERCE    Police arrested 30 members of the movement.
COERCE    Hackers attacked the ministry's website.
COERCE    Veldania confiscated the property of exiled leaders.
COERCE    Orland closed three newspapers.
COERCE    Orland declared a state of emergency.
COERCE    The regime expelled thousands of settlers from the valley.
COERCE    The government outlawed strikes.
COERCE    Security forces rounded up opposition supporters.
COERCE    The navy seized an Orland fishing boat.
COERCE    Hackers broke into the ministry's network.
CONSULT   The foreign ministers of Veldania and Orland met in Orlec on Friday to discuss the border.
CONSULT   President Dubov telephoned the king of Tarsia on Sunday.
CONSULT   An envoy of the Northern Union arrived in Orland for negotiations with the rebels.
CONSULT   A delegation from Tarsia is visiting Orland this week.
CONSULT   The two presidents spoke by telephone on Thursday.
CONSULT   Orland's foreign minister is in Veldania for talks.
CONSULT   Tarsia is mediating in the conflict between Orland and the rebels.
CONSULT   Negotiations between Veldania and Tarsia resumed on Monday.
CONSULT   The king of Tarsia hosted the president of Orland.
CONSULT   Envoys of five states gathered in Orlec to discuss the crisis.
CONSULT   The prime minister flew to Tarsia to confer with its leaders.
COOPERATE Veldania and Orland held joint naval exercises in the gulf.
COOPERATE Tarsia shared intelligence on the militants with Orland.
COOPERATE Veldania and Orland resumed border trade this week.
COOPERATE Orland extradited the suspect to Tarsia.
COOPERATE Tarsia bought gas from Orland.
COOPERATE Orland and Tarsia exchanged prisoners.
MOBILIZE  Orland massed tanks and artillery along the border.
MOBILIZE  Veldania put its army on high alert.
MOBILIZE  Orland test-fired two missiles.
MOBILIZE  Riot police were deployed in the centre of the capital.
MOBILIZE  Veldania sent warships to the gulf.
MOBILIZE  Orland called up reservists.
MOBILIZE  Tarsia tightened security at its borders.
MOBILIZE  The Orlandian army is on full alert.
MOBILIZE  Orland stepped up police patrols in the capital.
MOBILIZE  Veldania is building up its forces near the frontier.
PROTEST   Thousands of students marched in the capital against the reform.
PROTEST   Orlandian protesters threw stones at police in Drava.
PROTEST   Farmers blocked the main highway with tractors.
PROTEST   Miners went on strike over pay.
PROTEST   Opposition parties boycotted the election.
PROTEST   Prisoners refused food for a third day.
PROTEST   Shopkeepers closed their shops in protest at the arrests.
PROTEST   Youths fought police in the streets of the capital.
PROTEST   Thousands demanded the resignation of the president at a rally.
PROTEST   Workers at the port walked off the job.
PROTEST   Angry Orlandians set fire to government offices.
PROTEST   Orlandian students occupied the university.
REJECT    Veldania refused to negotiate with the rebels.
REJECT    The rebels turned down the government's offer of talks.
REJECT    Tarsia vetoed the resolution in the Security Council.
REJECT    Orland will not accept the court's ruling.
REJECT    The government dismissed calls for early elections.
REJECT    Tarsia said it would not extradite the colonel to Orland.
REJECT    Veldania refuses to allow inspectors into the country.
REJECT    The rebel leader ruled out talks with the government.
REJECT    Orland turned down Tarsia's request for aid.
REJECT    The government rejected mediation by Tarsia.
REJECT    Demonstrators defied a ban on rallies.
REJECT    Veldania boycotted the peace conference.
REJECT    Tarsia ignored a United Nations resolution.
REQUEST   Orland asked the United Nations to send peacekeepers.
REQUEST   The opposition demanded the resignation of the cabinet.
REQUEST   Tarsia appealed for international help after the quake.
REQUEST   Orland called for a cease-fire.
REQUEST   The United Nations urged both sides to return to the negotiating table.
REQUEST   Veldania requested military assistance from Tarsia.
REQUEST   Farmers want the government to lift the tax.
REQUEST   Tarsia insists that Orland release the crew.
REQUEST   The opposition is calling on the president to resign.
REQUEST   Veldania pressed Tarsia to join the embargo.
REQUEST   Orland sought the extradition of the general from Tarsia.
REQUEST   Refugee groups appealed to the world for food.
SANCTION  Veldania expelled two Orland diplomats.
SANCTION  Tarsia recalled its ambassador from Orland.
SANCTION  Tarsia suspended military aid to Veldania.
SANCTION  Orland broke off peace talks with the rebels.
SANCTION  Veldania withdrew from the defence treaty.
SANCTION  Tarsia cut off aid to Orland.
SANCTION  Veldania severed diplomatic ties with Orland.
SANCTION  The bank halted lending to Veldania.
SANCTION  Orland imposed an embargo on Veldania.
SANCTION  The United Nations pulled its observers out of Orland.
SANCTION  Veldania ordered the aid agency to leave the country.
SANCTION  Tarsia suspended talks on a trade pact with Orland.
SANCTION  Orland closed its embassy in Veldania.
SANCTION  The mediator abandoned his mission in Orland.
SANCTION  The League suspended Veldania's membership.
SUPPORT   Tarsia established diplomatic relations with Veldania.
SUPPORT   Veldania's parliament ratified the border treaty with Orland.
SUPPORT   The Orland government apologised to Veldania for the shooting.
SUPPORT   Tarsia backed Orland's claim to the island.
SUPPORT   Veldania recognised the new government of Orland.
SUPPORT   Tarsia praised Orland for its reforms.
SUPPORT   Orland sided with Tarsia in the dispute.
SUPPORT   The bishop pardoned his attackers.
THREATEN  Orland threatened to cut off gas supplies to Veldania.
THREATEN  The rebels gave the government an ultimatum.
THREATEN  Veldania warned Orland of serious consequences.
THREATEN  The Veldanian militia vowed to attack the capital.
THREATEN  Tarsia said it would attack Orland if the ships came closer.
THREATEN  The union threatened to strike.
THREATEN  Orland may expel the inspectors.
THREATEN  Veldania gave Orland three days to withdraw.
THREATEN  The rebels said they would kill the hostages.
THREATEN  The minister warned that protesters would be shot.
YIELD     The government lifted the curfew in the capital on Thursday.
YIELD     Veldania withdrew its troops from the northern province.
YIELD     The Orlandian rebels declared a unilateral ceasefire on Saturday.
YIELD     Fighters of the front handed in their weapons to the peacekeepers.
YIELD     Orland allowed United Nations inspectors to enter the plant.
YIELD     Veldania released 20 prisoners of war.
YIELD     Orland has eased restrictions on the opposition press.
YIELD     The Orlandian junta lifted its ban on political parties.
YIELD     Veldania ended the state of emergency in its southern provinces.
YIELD     The Orlandian government gave in to the demands of striking teachers.
YIELD     Orland's parliament approved sweeping political reforms demanded by the opposition.
YIELD     The president agreed to step down after weeks of protests.
YIELD     Tarsia returned the seized ship to Orland.
YIELD     Tarsia lifted economic sanctions against Veldania.
YIELD     Orland received a contingent of peacekeepers on Monday.
YIELD     Veldania opened a corridor for humanitarian aid to the besieged town.
YIELD     The Tarsian guerrillas laid down their arms.
YIELD     The Orlandian army demobilized 3,000 soldiers.
YIELD     Orland ended its blockade of the port.
YIELD     The Orlandian rebels surrendered to government forces on Friday.
YIELD     Tarsia pulled its soldiers out of Orland.
YIELD     Orland and Veldania stopped fighting on Sunday.
YIELD     Orlandian troops retreated from the border town.
YIELD     The rebels freed two hostages.
"""

NOT_YET = {
    "The president agreed to step down after weeks of protests.",
    "The Orland government apologised to Veldania for the shooting.",
    "Orland said it was willing to release the hostages.",
    "The opposition leader said the government was corrupt.",
    "A court found the general guilty of genocide.",
    "Tarsia sent soldiers to protect the refugees.",
    "Rebels attacked an army post near Drava.",
    "Orland's air force struck rebel positions.",
    "Veldania and Orland held joint naval exercises in the gulf.",
    "Orland and Tarsia exchanged prisoners.",
    "Opposition parties boycotted the election.",
    "Thousands demanded the resignation of the president at a rally.",
    "The bank halted lending to Veldania.",
    "Veldania ordered the aid agency to leave the country.",
    "The mediator abandoned his mission in Orland.",
    "The bishop pardoned his attackers.",
    "Orland may expel the inspectors.",
    "Fighters of the front handed in their weapons to the peacekeepers.",
    "Orland received a contingent of peacekeepers on Monday.",
    "The Orlandian rebels surrendered to government forces on Friday.",
    "Orland and Veldania stopped fighting on Sunday.",
    "Orlandian troops retreated from the border town.",
}

YIELD = {"CONCEDE", "RETREAT"}
"""The scorers of event data fold these two; so do the sentences above."""

COUNTRIES = """
XOR: {name: Orland, people: [Orlandian, Orlandians], capitals: [Orlec]}
XTA: {name: Tarsia, people: [Tarsian, Tarsians], capitals: [Tarsk]}
XVE: {name: Veldania, people: [Veldanian, Veldanians], capitals: [Velda]}
"""

CASES = [(line[:10].strip(), line[10:]) for line in SENTENCES.strip().splitlines()]


def surest_types(claims: tuple[Claim, ...]) -> list[str]:
    """The types of all claims, those of the surest claim first."""
    ranked = sorted(claims, key=lambda claim: -claim.score)
    return ["YIELD" if type_ in YIELD else type_ for claim in ranked for type_, _ in claim.plover]


@pytest.fixture(scope="module")
def extract_text(tmp_path_factory: pytest.TempPathFactory) -> Extract:
    """All claims in a sentence, by a codebook that knows the invented countries."""
    folder = tmp_path_factory.mktemp("codebook")
    (folder / "en").mkdir()
    (folder / "en" / "countries.yaml").write_text(COUNTRIES, encoding="utf-8")

    def extract(text: str) -> tuple[Claim, ...]:
        return letapis.extract(letapis.read(text, published="2021-09-03", language="en"), folder)

    return extract


@pytest.mark.parametrize(("type_", "sentence"), CASES, ids=[case[1][:50] for case in CASES])
def test_type_of_the_surest_claim(
    request: pytest.FixtureRequest, extract_text: Extract, type_: str, sentence: str
) -> None:
    if sentence in NOT_YET:
        request.applymarker(pytest.mark.xfail(strict=True, reason="cannot be read yet"))
    assert surest_types(extract_text(sentence))[:1] == [type_]


@pytest.mark.parametrize(
    ("sentence", "kind", "recipients"),
    [
        ("The prime minister of Orland promised to send grain to Veldania.", "pledge", ["Veldania"]),
        pytest.param(
            "Tarsia offered to mediate between the two governments.",
            "pledge",
            ["the two governments"],
            marks=pytest.mark.xfail(strict=True, reason="the model takes *offered* for agreeing"),
        ),
        ("Gunmen took 12 aid workers hostage in Drava.", "abduct", ["12 aid workers"]),
        ("Orlandian rebels attacked an army post near Drava.", "attack", ["an army post"]),
        ("Tarsia cut off aid to Orland.", "cut_ties", ["Orland"]),
    ],
)
def test_whom_it_concerns(
    extract_text: Extract, who: Callable[..., list[str]], sentence: str, kind: str, recipients: list[str]
) -> None:
    claims = [claim for claim in extract_text(sentence) if claim.kind in (kind, "sanction")]
    assert who(claims[0].recipients) == recipients


def test_where_it_happened_is_not_whom_it_concerns(extract_text: Extract) -> None:
    claims = extract_text("The Orlandian rebels surrendered in Veldania on Monday.")
    assert [(claim.kind, claim.recipients) for claim in claims] == [("disarm", ())]


def test_a_kind_of_another_group_goes_first(extract_text: Extract) -> None:
    kinds = {claim.kind for claim in extract_text("Police detained Petra Vrana in Drava on Tuesday.")}
    assert kinds == {"detain"}


@pytest.mark.parametrize(
    ("sentence", "countries"),
    [
        ("Orland lifted the embargo.", ["XOR"]),
        ("The Veldanian junta lifted the embargo.", ["XVE"]),
        ("Tarsia said that it had lifted the embargo.", ["XTA"]),
    ],
)
def test_an_actor_has_the_country_of_the_users_codebook(
    extract_text: Extract, sentence: str, countries: list[str]
) -> None:
    claims = [claim for claim in extract_text(sentence) if claim.kind == "concede"]
    assert [actor.country for claim in claims for actor in claim.actors] == countries


@pytest.mark.parametrize("actor", ["The company", "Petra Vrana"])
def test_world_affairs_are_told_of_states_alone(extract_text: Extract, actor: str) -> None:
    kinds = {claim.kind for claim in extract_text(f"{actor} lifted the embargo.")}
    assert "concede" not in kinds


@pytest.mark.parametrize(
    ("sentence", "kind", "recipients"),
    [
        ("Orland rejected a plan for the return of Veldania's refugees.", "reject", ["Veldania"]),
        ("The bakers rejected a plan for the return of Veldania's refugees.", "reject", []),
    ],
)
def test_a_state_is_concerned_where_a_state_acts(
    extract_text: Extract, who: Callable[..., list[str]], sentence: str, kind: str, recipients: list[str]
) -> None:
    claims = [claim for claim in extract_text(sentence) if claim.kind == kind]
    assert [who(claim.recipients) for claim in claims] == [recipients]
