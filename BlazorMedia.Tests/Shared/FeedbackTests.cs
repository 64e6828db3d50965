using BlazorMedia.Web.Shared;
using BlazorMedia.Web.Shared.Feedback;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Shared;

public sealed class FeedbackTests : ShellContext
{
    private Toasts Toasts => Services.GetRequiredService<Toasts>();

    private Dialogs Dialogs => Services.GetRequiredService<Dialogs>();

    [Fact]
    public void A_success_is_shown_and_goes_by_itself()
    {
        var area = Render<ToastArea>();

        Toasts.Success("Saved.");
        area.WaitForAssertion(() => area.Find(".message").TextContent.ShouldBe("Saved."));

        Clock.Advance(TimeSpan.FromSeconds(6));
        area.WaitForAssertion(() => area.FindAll(".toast").ShouldBeEmpty());
    }

    [Fact]
    public void An_error_is_an_alert_and_waits_for_its_reader()
    {
        var area = Render<ToastArea>();

        Toasts.Error("The disk is full.");
        Clock.Advance(TimeSpan.FromHours(1));
        area.WaitForAssertion(() => area.Find(".toast").GetAttribute("role").ShouldBe("alert"));

        area.Find("button[aria-label=Close]").Click();
        area.FindAll(".toast").ShouldBeEmpty();
    }

    [Fact]
    public void Undo_acts_once_and_the_offer_is_gone()
    {
        var undone = 0;
        var area = Render<ToastArea>();
        Toasts.Undo("Moved to the trash.", () => { undone++; return Task.CompletedTask; });

        area.WaitForElement(".toast button").Click();

        undone.ShouldBe(1);
        area.FindAll(".toast").ShouldBeEmpty();
    }

    [Fact]
    public void The_same_words_can_be_said_twice_at_once()
    {
        var area = Render<ToastArea>();

        Toasts.Success("Saved.");
        Toasts.Success("Saved.");

        area.WaitForAssertion(() => area.FindAll(".toast").Count.ShouldBe(2));
    }

    [Fact]
    public void Many_toasts_do_not_fill_the_page()
    {
        for (var i = 0; i < 9; i++) Toasts.Error($"{i}");

        Toasts.Shown.Select(t => t.Message).ShouldBe(["5", "6", "7", "8"]);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public async Task A_question_is_answered_by_its_buttons(int button, bool expected)
    {
        var dialog = Render<ConfirmDialog>();
        var answer = Dialogs.ConfirmAsync("Delete this stream?", "Its recordings stay.", "Delete", danger: true);
        dialog.WaitForElement("h2").TextContent.ShouldBe("Delete this stream?");
        dialog.Find("p").TextContent.ShouldBe("Its recordings stay.");
        dialog.FindAll("button")[1].ClassList.ShouldContain("bm-button-danger");

        dialog.FindAll("button")[button].Click();

        (await answer).ShouldBe(expected);
        dialog.FindAll("h2").ShouldBeEmpty();
    }

    [Fact]
    public async Task Escape_means_no()
    {
        var dialog = Render<ConfirmDialog>();
        var answer = Dialogs.ConfirmAsync("Delete?", "", "Delete");
        dialog.WaitForElement("h2");

        dialog.Find("dialog").TriggerEvent("oncancel", EventArgs.Empty);

        (await answer).ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_question_answers_the_first_with_no()
    {
        var first = Dialogs.ConfirmAsync("One?", "", "Yes");
        var second = Dialogs.ConfirmAsync("Two?", "", "Yes");
        Dialogs.Answer(true);

        (await first).ShouldBeFalse();
        (await second).ShouldBeTrue();
    }

    [Fact]
    public void A_drawer_is_there_only_while_it_is_open_and_closes_on_escape()
    {
        var closed = 0;
        var drawer = Render<DetailDrawer>(p => p.Add(d => d.Open, false).Add(d => d.Title, "door").Add(d => d.OnClose, () => closed++).AddChildContent("<p>facts</p>"));
        drawer.FindAll("[role=dialog]").ShouldBeEmpty();

        drawer.Render(p => p.Add(d => d.Open, true));
        drawer.Find("[role=dialog]").GetAttribute("aria-label").ShouldBe("door");
        drawer.Find("[role=dialog]").KeyDown("Escape");
        drawer.Find(".scrim").Click();
        drawer.Find("button[aria-label=Close]").Click();

        closed.ShouldBe(3);
    }

    [Fact]
    public void An_error_says_what_to_do_and_offers_its_details_and_another_try()
    {
        var tries = 0;
        var notice = Render<ErrorNotice>(p => p.Add(n => n.Title, "Refused").Add(n => n.Message, "Check the address.").Add(n => n.Details, "ECONNREFUSED").Add(n => n.Retry, () => tries++));

        notice.Find("strong").TextContent.ShouldBe("Refused");
        notice.Find("[data-copy]").GetAttribute("data-copy").ShouldBe("ECONNREFUSED");
        notice.FindAll("button")[^1].Click();

        tries.ShouldBe(1);
    }

    [Fact]
    public void An_error_without_words_has_the_usual_ones()
    {
        var notice = Render<ErrorNotice>();

        notice.Find("strong").TextContent.ShouldBe("Something went wrong");
        notice.FindAll("details, button").ShouldBeEmpty();
    }

    [Fact]
    public void An_empty_state_names_the_next_step()
    {
        var empty = Render<EmptyState>(p => p.Add(e => e.Icon, "videocam").Add(e => e.Title, "No streams yet").AddChildContent("Add one.").Add(e => e.Action, "<a href=\"/streams/new\">Add</a>"));

        empty.Find("h2").TextContent.ShouldBe("No streams yet");
        empty.Find("a").GetAttribute("href").ShouldBe("/streams/new");
    }
}
