using BlazorMedia.Web.Shared.Lists;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace BlazorMedia.Tests.Shared;

public sealed class DataTableTests : ShellContext
{
    private static readonly string[] Names = ["door", "yard"];

    private static readonly RenderFragment TwoColumns = builder =>
    {
        builder.OpenComponent<TableColumn<string>>(0);
        builder.AddAttribute(1, "Title", "Name");
        builder.AddAttribute(2, "SortKey", "name");
        builder.AddAttribute(3, "Cell", (RenderFragment<string>)(item => b => b.AddContent(0, item)));
        builder.CloseComponent();
        builder.OpenComponent<TableColumn<string>>(4);
        builder.AddAttribute(5, "Title", "Length");
        builder.AddAttribute(6, "Numeric", true);
        builder.AddAttribute(7, "Width", "90px");
        builder.AddAttribute(8, "Cell", (RenderFragment<string>)(item => b => b.AddContent(0, item.Length)));
        builder.CloseComponent();
    };

    private static readonly RenderFragment Nothing = b => b.AddContent(0, "nothing yet");

    [Fact]
    public void Waits_with_grey_rows()
    {
        var table = Render<DataTable<string>>(p => p.Add(t => t.Items, null).Add(t => t.Columns, TwoColumns).Add(t => t.SkeletonRows, 3).Add(t => t.Empty, Nothing));

        table.FindAll("tbody tr").Count.ShouldBe(3);
        table.Find("table").GetAttribute("aria-busy").ShouldBe("true");
        table.Find("[role=status]").TextContent.ShouldBe("Loading…");
        table.Markup.ShouldNotContain("nothing yet");
    }

    [Fact]
    public void Says_so_when_there_is_nothing()
    {
        var table = Render<DataTable<string>>(p => p.Add(t => t.Items, []).Add(t => t.Columns, TwoColumns).Add(t => t.Empty, Nothing));

        table.Markup.ShouldContain("nothing yet");
        table.FindAll("table").ShouldBeEmpty();
    }

    [Fact]
    public void Shows_a_row_for_each_item_and_names_the_cells_for_a_phone()
    {
        var table = Render<DataTable<string>>(p => p.Add(t => t.Items, Names).Add(t => t.Columns, TwoColumns));

        table.FindAll("tbody tr").Count.ShouldBe(2);
        table.FindAll("th").Select(h => h.TextContent.Trim()).ShouldBe(["Nameunfold_more", "Length"]);
        table.FindAll("td")[1].GetAttribute("data-label").ShouldBe("Length");
        table.FindAll("td")[1].ClassList.ShouldContain("number");
    }

    [Fact]
    public void A_row_leads_to_its_page_by_its_first_cell()
    {
        var table = Render<DataTable<string>>(p => p.Add(t => t.Items, Names).Add(t => t.Columns, TwoColumns).Add(t => t.RowHref, n => $"/streams/view/{n}"));

        table.FindAll("a.row-link").Select(a => a.GetAttribute("href")).ShouldBe(["/streams/view/door", "/streams/view/yard"]);
    }

    [Fact]
    public void A_row_can_be_chosen_with_a_button()
    {
        string? chosen = null;
        var table = Render<DataTable<string>>(p => p
            .Add(t => t.Items, Names).Add(t => t.Columns, TwoColumns).Add(t => t.RowClicked, n => chosen = n).Add(t => t.IsSelected, n => n == "door"));

        table.FindAll("button.row-link")[1].Click();

        chosen.ShouldBe("yard");
        table.FindAll("tbody tr")[0].ClassList.ShouldContain("selected");
    }

    [Theory]
    [InlineData(null, false, "name", false, null)]
    [InlineData("name", false, "name", true, "ascending")]
    [InlineData("name", true, "name", false, "descending")]
    public void The_heading_sorts_and_turns_round(string? key, bool descending, string expectedKey, bool expectedDescending, string? announced)
    {
        (string Key, bool Descending)? asked = null;
        var table = Render<DataTable<string>>(p => p
            .Add(t => t.Items, Names).Add(t => t.Columns, TwoColumns).Add(t => t.SortKey, key).Add(t => t.Descending, descending).Add(t => t.SortChanged, s => asked = s));

        table.Find("th").GetAttribute("aria-sort").ShouldBe(announced);
        table.Find("button.sort").Click();

        asked.ShouldBe((expectedKey, expectedDescending));
    }

    [Fact]
    public void A_row_has_its_menu_and_the_table_its_footer()
    {
        var table = Render<DataTable<string>>(p => p
            .Add(t => t.Items, Names).Add(t => t.Columns, TwoColumns)
            .Add(t => t.RowMenu, item => $"<button class=\"bm-menu-item\">Delete {item}</button>").Add(t => t.Footer, "<p>foot</p>"));

        table.FindAll("details.bm-menu .bm-menu-item").Select(b => b.TextContent).ShouldBe(["Delete door", "Delete yard"]);
        table.Markup.ShouldContain("<p>foot</p>");
    }

    [Fact]
    public void New_items_replace_the_old_ones()
    {
        var table = Render<DataTable<string>>(p => p.Add(t => t.Items, null).Add(t => t.Columns, TwoColumns));

        table.Render(p => p.Add(t => t.Items, Names));

        table.FindAll("tbody tr").Count.ShouldBe(2);
        table.FindAll("th").Count.ShouldBe(2);
    }
}
