using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Shared.Forms;
using BlazorMedia.Web.Shared.Lists;
using Bunit;

namespace BlazorMedia.Tests.Shared;

public sealed class FormTests : ShellContext
{
    [Fact]
    public async Task A_button_is_busy_while_its_work_runs_and_a_second_click_does_nothing()
    {
        var work = new TaskCompletionSource();
        var clicks = 0;
        var button = Render<ActionButton>(p => p.Add(b => b.Text, "Save").Add(b => b.Icon, "save").Add(b => b.Kind, ButtonKind.Primary).Add(b => b.OnClick, () => { clicks++; return work.Task; }));

        var first = button.Find("button").ClickAsync();
        button.Find("button").GetAttribute("aria-busy").ShouldBe("true");
        button.Find("button").HasAttribute("disabled").ShouldBeTrue();
        await button.Find("button").ClickAsync();
        work.SetResult();
        await first;

        clicks.ShouldBe(1);
        button.Find("button").HasAttribute("disabled").ShouldBeFalse();
    }

    [Fact]
    public void A_button_recovers_from_work_that_failed()
    {
        var button = Render<ActionButton>(p => p.Add(b => b.Text, "Save").Add(b => b.OnClick, () => throw new InvalidOperationException("boom")));

        Should.Throw<InvalidOperationException>(() => button.Find("button").Click());

        button.Find("button").HasAttribute("disabled").ShouldBeFalse();
    }

    [Fact]
    public void A_button_of_an_icon_alone_has_a_name()
    {
        var button = Render<ActionButton>(p => p.Add(b => b.Icon, "close").Add(b => b.Label, "Close"));

        button.Find("button").GetAttribute("aria-label").ShouldBe("Close");
        button.Find("button").GetAttribute("title").ShouldBe("Close");
    }

    [Fact]
    public void A_field_shows_its_own_refusal_in_the_best_words_there_are()
    {
        Refusal[] refusals =
        [
            new(RefusalKind.Invalid, "streams.source_missing", "Give an address.", "source"),
            new(RefusalKind.Invalid, "action.undo", "In English.", "name"),
        ];

        var source = Render<FieldError>(p => p.Add(e => e.Refusals, refusals).Add(e => e.Field, "source").Add(e => e.Text, Texts));
        var name = Render<FieldError>(p => p.Add(e => e.Refusals, refusals).Add(e => e.Field, "Name").Add(e => e.Text, Texts));
        var other = Render<FieldError>(p => p.Add(e => e.Refusals, refusals).Add(e => e.Field, "notes").Add(e => e.Text, Texts));

        source.Find("p").TextContent.ShouldEndWith("Give an address.");
        source.Find("p").Id.ShouldBe(FieldError.IdOf("source"));
        name.Find("p").TextContent.ShouldEndWith("Undo", customMessage: "a translation by the code comes before the English sentence");
        other.Markup.ShouldBeEmpty();
    }

    [Fact]
    public void A_pager_hides_when_everything_is_on_one_page()
    {
        var asked = "";
        var pager = Render<Pager>(p => p.Add(x => x.Next, () => asked = "next").Add(x => x.Previous, () => asked = "previous"));
        pager.Markup.ShouldBeEmpty();

        pager.Render(p => p.Add(x => x.HasNext, true));
        pager.FindAll("button")[0].HasAttribute("disabled").ShouldBeTrue();
        pager.FindAll("button")[1].Click();

        asked.ShouldBe("next");
    }

    [Fact]
    public void Tiles_take_the_width_they_are_given()
    {
        Render<TileGrid>(p => p.Add(g => g.MinWidth, 160).AddChildContent("<p></p>")).Find("div").GetAttribute("style").ShouldBe("--tile:160px");
    }
}
