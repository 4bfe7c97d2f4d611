"""The page of an objective, and what the pages of all records share."""

import pytest

from recommendations.beneath import beneath
from recommendations.models import FormerCode

from ..builders import (
    a_clause,
    a_draft,
    a_link,
    a_passage,
    a_quotation,
    a_recommendation,
    a_responsibility,
    a_section,
    an_actor,
    an_instrument,
    an_objective,
)

pytestmark = pytest.mark.django_db


def page(client, code="ascc2015-c2"):
    return client.get(f"/objectives/{code}/").content.decode()


def test_it_tells_the_number_the_heading_and_the_exact_words(client):
    an_objective(code="ascc2015-c2", number="2", heading="Rights of workers", text="Ensure fair policies.")
    html = page(client)
    assert '<span class="number">2</span>' in html
    assert "Rights of workers</h1>" in html
    assert ">Ensure fair policies.</blockquote>" in html


def test_few_words_without_a_heading_are_the_title(client):
    an_objective(code="ascc2015-c", number="c", text="social justice and rights")
    html = page(client, "ascc2015-c")
    assert '<span class="number">(c)</span>' in html
    assert "social justice and rights</h1>" in html
    assert "<blockquote" not in html


def test_it_says_that_the_words_are_second_hand_and_where_they_are_printed(client):
    passage = a_passage("Ensure fair policies.", section=a_section("Rights", label="2."), page="265")
    quotation = a_quotation("Ensure fair policies.", passage=passage)
    an_objective(code="ascc2015-c2", text="Ensure fair policies.", quotation=quotation)
    html = page(client)
    assert "as quoted in “The chapter”;" in html
    assert "primary text not held" in html
    assert ", p. 265" in html
    assert f'<a class="words" href="/documents/chapter/read/#{passage.anchor}">2. Rights</a>' in html


def test_words_over_a_turn_of_the_page_stand_on_both_pages(client):
    passage = a_passage("It goes on.", raw="It goes\n on.", page="257", mends=[[7, 8, 7, 9, "page", "258"]])
    an_objective(
        code="ascc2015-c2", text="It goes on.", quotation=a_quotation("It goes on.", passage=passage)
    )
    an_objective(code="ascc2015-c3", text="on.", quotation=a_quotation("on.", passage=passage))
    assert ", pp. 257–258" in page(client)
    assert ", p. 258" in page(client, "ascc2015-c3")


def test_a_deep_heading_is_told_with_the_one_above_it(client):
    deep = a_section(
        "Health", parent=a_section("Trends", parent=a_section("Rights", parent=a_section("All")))
    )
    quotation = a_quotation("Ensure.", passage=a_passage("Ensure.", section=deep))
    an_objective(code="ascc2015-c2", text="Ensure.", quotation=quotation)
    assert ">Trends › Health</a>" in page(client)


def test_it_groups_links_by_relation_and_kind_with_basis_and_evidence(client):
    objective = an_objective(code="ascc2015-c2")
    clause = a_clause(code="ajpoa2015-3.10", number="3.10", heading="Cooperation on Social Justice")
    a_link(clause, objective, basis="same_heading", evidence=a_quotation("Read under one heading."))
    html = page(client)
    assert "Clauses that address it" in html
    assert '<span class="basis basis-same_heading">same heading</span>' in html
    assert ">Read under one heading.</blockquote>" in html


def test_a_reading_shows_its_reason(client):
    objective = an_objective(code="ascc2015-c2")
    a_link(a_recommendation(), objective, basis="reading", reason="Both want safety nets.")
    assert "Both want safety nets." in page(client)


def test_a_link_is_seen_from_both_ends(client):
    objective = an_objective(code="ascc2015-c2")
    a_clause(code="ajpoa2015-3.10", addressing=objective)
    html = client.get("/clauses/ajpoa2015-3.10/").content.decode()
    assert "Objectives that it addresses" in html
    assert 'href="/objectives/ascc2015-c2/"' in html


def test_two_relations_to_one_record_are_two_groups_and_one_in_the_total(client):
    objective = an_objective(code="ascc2015-c2")
    clause = a_clause(addressing=objective)
    a_link(clause, objective, relation="related")
    html = page(client)
    assert "Clauses that address it" in html
    assert "Clauses related to it" in html
    assert "Clauses 1</a>" in html


def test_it_names_those_who_act_and_those_who_benefit(client):
    objective = an_objective(code="ascc2015-c2")
    a_responsibility(objective, an_actor("Member states"))
    a_responsibility(objective, an_actor("Migrant workers"), role="beneficiary")
    html = page(client)
    assert html.index("Asked to act") < html.index("Member states") < html.index("For the benefit of")
    assert "Migrant workers</a>" in html


def test_it_names_the_means(client):
    an_instrument("Trust Fund", used_by=an_objective(code="ascc2015-c2"))
    assert "Trust Fund" in page(client)


def test_it_leads_to_what_is_above_beneath_and_beside_it(client):
    above = an_objective(code="ascc2015-c", number="c", text="social justice")
    for number in ("1", "2", "3"):
        an_objective(code=f"ascc2015-c{number}", number=number, parent=above)
    html = page(client)
    assert '<a href="/objectives/ascc2015-c/">(c) social justice</a>' in html
    assert '<a rel="prev" href="/objectives/ascc2015-c1/">' in html
    assert '<a rel="next" href="/objectives/ascc2015-c3/">' in html
    assert 'href="/objectives/ascc2015-c2/"' in page(client, "ascc2015-c")


def test_it_can_be_cited_and_taken_away(client):
    an_objective(code="ascc2015-c2")
    html = page(client)
    assert '<link rel="canonical" href="http://testserver/objectives/ascc2015-c2/">' in html
    assert "[ascc2015-c2]" in html
    assert 'href="/export/linked-clauses.csv?objective=ascc2015-c2"' in html


def test_it_shows_nothing_of_drafts(client):
    objective = an_objective(code="ascc2015-c2", parent=a_draft("objective", heading="Unheard above"))
    a_link(a_draft(heading="Unheard beside"), objective)
    a_link(a_clause(heading="Unheard link"), objective, status="draft")
    a_draft("objective", parent=objective, heading="Unheard beneath")
    assert "Unheard" not in page(client)


def test_a_draft_has_no_page_and_is_not_near_anything(client):
    a_draft("objective", code="ascc2015-c2", heading="Unheard of")
    response = client.get("/objectives/ascc2015-c2/")
    assert response.status_code == 404
    assert "Unheard" not in response.content.decode()
    assert 'href="/objectives/ascc2015-c2/"' not in response.content.decode()


def test_an_unknown_code_is_answered_with_those_near_it(client):
    an_objective(code="ascc2015-c2")
    response = client.get("/objectives/ascc2015-c9/")
    assert response.status_code == 404
    assert 'href="/objectives/ascc2015-c2/"' in response.content.decode()


def test_a_part_of_a_code_finds_the_whole(client):
    an_objective(code="ascc2015-c2")
    assert 'href="/objectives/ascc2015-c2/"' in page(client, "c2")


@pytest.mark.parametrize("address", ["/objectives/ASCC2015-C2/", "/clauses/ascc2015-c2/"])
def test_other_spellings_and_other_kinds_lead_to_the_right_address(client, address):
    an_objective(code="ascc2015-c2")
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, "/objectives/ascc2015-c2/")


def test_a_renamed_code_leads_on(client):
    FormerCode.objects.create(code="blueprint-c2", record=an_objective(code="ascc2015-c2"))
    response = client.get("/objectives/blueprint-c2/")
    assert (response.status_code, response["Location"]) == (301, "/objectives/ascc2015-c2/")


def test_a_code_renamed_to_a_drafts_is_unknown(client):
    FormerCode.objects.create(code="blueprint-c2", record=a_draft("objective"))
    assert client.get("/objectives/blueprint-c2/").status_code == 404


def test_a_deleted_code_tells_the_reason(client):
    FormerCode.objects.create(code="ascc2015-g", reason="It was entered twice.")
    response = client.get("/objectives/ascc2015-g/")
    assert response.status_code == 410
    assert "It was entered twice." in response.content.decode()


def test_only_staff_see_the_way_to_edit(client, admin_client):
    an_objective(code="ascc2015-c2")
    edit = "Edit</a>"
    assert edit not in page(client)
    assert edit in page(admin_client)


def test_it_costs_the_same_with_few_links_and_with_many(client, django_assert_max_num_queries):
    objective = an_objective(code="ascc2015-c2", parent=an_objective(), tags=["women", "children"])
    for size in (2, 30):
        for _ in range(size):
            a_recommendation(addressing=objective)
            an_objective(parent=objective)
            a_responsibility(objective)
            an_instrument(used_by=objective)
        with django_assert_max_num_queries(10):
            client.get("/objectives/ascc2015-c2/")


def test_it_costs_no_more_with_all_that_a_page_can_show(client, django_assert_max_num_queries):
    top = an_objective(code="ascc2015-c", text="Justice.")
    objective = an_objective(code="ascc2015-c2", parent=top, text="Ensure fair policies.")
    an_objective(code="ascc2015-c2a", parent=objective, text="Fair.")
    a_link(a_clause(code="ajpoa2015-3.10"), objective)
    a_responsibility(objective, an_actor("Japan"))
    an_instrument("Fund", used_by=[objective])
    page(client)
    with django_assert_max_num_queries(8):
        page(client)


def test_what_stands_under_it_tells_what_it_is_joined_to_each_record_once(client):
    top = an_objective(code="ascc2015-c", text="Justice.")
    child = an_objective(code="ascc2015-c2", parent=top, text="Ensure fair policies.")
    clause, draft = a_clause(code="ajpoa2015-3.10"), a_draft(code="chapter-c2-r9")
    a_link(clause, child)
    a_link(child, clause, relation="related", basis="reading", reason="Alike.")
    a_link(draft, child)
    a_link(a_recommendation(code="chapter-c2-r1"), child)
    (found,) = beneath(top)
    assert (found.code, found.met) == ("ascc2015-c2", [("clause", 1), ("recommendation", 1)])
