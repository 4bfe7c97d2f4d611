"""/documents/<slug>/tables/<number>/: a table as printed, and as tidy CSV."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.models import Document
from sources.printed import lay_out

from ..builders import a_defect, a_table

pytestmark = pytest.mark.django_db
ADDRESS = "/documents/chapter/tables/1/"


def page(client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return response.content.decode()


def a_grouped_table():
    table = a_table(
        {"Brunei": ("33", "1"), "Laos": ("138", "2")}, columns=["Rank", "Value"], note="Source: UNDP."
    )
    table.columns[0] |= {"group": "2011 HDI", "source_mark": "a"}
    table.columns[1] |= {"group": "2011 HDI", "source_mark": "b"}
    table.rows[0]["group"], table.rows[1]["group"] = "ASEAN – 6", "CLMV"
    table.save()
    return table


def test_every_cell_stands_as_printed(client):
    a_table({"Brunei": ("82)",), "Laos": ("- ",), "Total": ("(32,206,600)",)})
    for printed in (">82)<", ">- <", ">(32,206,600)<"):
        assert printed in page(client)


@pytest.mark.parametrize("address", [ADDRESS, "/documents/chapter/tables/1.csv"])
def test_a_table_of_a_text_that_allows_quotations_only_is_not_shown(client, address):
    table = a_table({"Brunei": ("82)",)}, title="Ranks")
    Document.objects.update(rights="quotations_only")
    response = client.get(address)
    assert (response.status_code, "allow quotations only" in response.content.decode()) == (404, True)
    assert str(table) not in client.get("/export/").content.decode()


def test_columns_and_rows_stand_in_their_groups(client):
    table = a_grouped_table()
    printed = lay_out(table, table.observations.all())
    assert [(head.text, head.columns) for head in printed.upper] == [("2011 HDI", 2)]
    assert [(head.text, head.mark) for head in printed.lower] == [("Rank", "a"), ("Value", "b")]
    assert [(group, [line.label for line in lines]) for group, lines in printed.groups] == [
        ("ASEAN – 6", ["Brunei"]),
        ("CLMV", ["Laos"]),
    ]


def test_headings_say_what_they_are_headings_of(client):
    a_grouped_table()
    shown = page(client)
    for part in ('scope="colgroup"', 'scope="rowgroup"', '<th scope="row">Laos</th>', "Source: UNDP."):
        assert part in shown


def test_a_remark_on_several_cells_is_one_footnote(client):
    table = a_table({"Brunei": ("-",), "Laos": ("-",), "Thailand": ("8",)})
    table.observations.exclude(printed="8").update(note="No figure is given.")
    shown = page(client)
    assert shown.count('href="#note-1"') == 2
    assert shown.count("No figure is given.") == 1


def test_its_defects_stand_below(client):
    a_defect("The total does not add up", table=a_table(), kind="arithmetic")
    assert "The total does not add up" in page(client)


def test_it_leads_to_its_place_and_to_the_other_tables(client):
    table = a_table()
    a_table(title="Second")
    shown = page(client)
    assert f'href="/documents/chapter/read/#{table.caption.anchor}"' in shown
    assert 'href="/documents/chapter/tables/2/"' in shown


def test_the_file_has_a_row_for_each_cell(client):
    table = a_table({"Brunei": ("45,753",), "Laos": ("-0",)}, columns=["Income"])
    table.observations.filter(row=1).update(year=2005, printed_extra="(2005)", note="Odd.")
    slug = table.columns[0]["indicator"]
    response = client.get("/documents/chapter/tables/1.csv")
    assert response.getvalue().decode() == (
        "row,column,area,area_name,indicator,indicator_name,unit,printed,printed_extra,value,year,note\r\n"
        f'1,1,brunei,Brunei,{slug},Income,,"45,753",(2005),45753,2005,Odd.\r\n'
        f"2,1,laos,Laos,{slug},Income,,'-0,,,,\r\n"
    )


def test_numbers_in_the_file_are_plain(client):
    a_table({"Brunei": ("0.8380",), "Laos": ("1,000,000",)})
    text = client.get("/documents/chapter/tables/1.csv").getvalue().decode()
    assert [row["value"] for row in csv.DictReader(StringIO(text))] == ["0.838", "1000000"]


@pytest.mark.parametrize("number", ["2", "0", "99999999999999999999"])
@pytest.mark.parametrize("ending", ["/", ".csv"])
def test_a_table_that_is_not_there_is_not_found(client, number, ending):
    a_table()
    assert client.get(f"/documents/chapter/tables/{number}{ending}").status_code == 404


@pytest.mark.parametrize("size", [2, 25])
def test_it_costs_the_same_for_few_cells_and_for_many(client, size):
    a_table({f"Area {n}": ("1", "2") for n in range(size)}, columns=["One", "Two"])
    with CaptureQueriesContext(connection) as queries:
        page(client)
    assert len(queries) == 4  # the table; its cells; its defects; its neighbours
