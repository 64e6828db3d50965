using BlazorMedia.Web.Shared;
using BlazorMedia.Web.Shared.Display;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace BlazorMedia.Tests.Shared;

public sealed class DisplayTests : ShellContext
{
    [Theory]
    [InlineData(BadgeKind.Ok, "ok", "check_circle")]
    [InlineData(BadgeKind.Bad, "bad", "error")]
    [InlineData(BadgeKind.Idle, "idle", "bedtime")]
    public void A_badge_has_a_word_and_an_icon_beside_its_colour(BadgeKind kind, string style, string icon)
    {
        var badge = Render<StatusBadge>(p => p.Add(b => b.Kind, kind).Add(b => b.Text, "State").Add(b => b.Title, "why"));

        badge.Find("span.badge").ClassList.ShouldContain(style);
        badge.Find(".bm-icon").TextContent.ShouldBe(icon);
        badge.Find(".text").TextContent.ShouldBe("State");
        badge.Find("span.badge").GetAttribute("title").ShouldBe("why");
    }

    [Fact]
    public void A_number_waits_grey_and_can_lead_somewhere()
    {
        var card = Render<StatCard>(p => p.Add(c => c.Label, "Live").Add(c => c.Value, null));
        card.Find("[role=status]").GetAttribute("aria-label").ShouldBe("Live");

        card.Render(p => p.Add(c => c.Value, "3").Add(c => c.Unit, "of 4").Add(c => c.Href, "/streams"));

        card.Find("a").GetAttribute("href").ShouldBe("/streams");
        card.Find(".value").TextContent.ShouldBe("3of 4");
    }

    [Theory]
    [InlineData(42, "42")]
    [InlineData(140, "100")]
    [InlineData(null, null)]
    public void Progress_is_told_to_screen_readers(int? percent, string? announced)
    {
        var line = Render<ProgressLine>(p => p.Add(l => l.Percent, percent).Add(l => l.Message, "Joining"));

        line.Find("[role=progressbar]").GetAttribute("aria-valuenow").ShouldBe(announced);
        line.Find("[role=progressbar]").GetAttribute("aria-label").ShouldBe("Joining");
        line.FindAll("button").ShouldBeEmpty();
    }

    [Fact]
    public void Progress_can_be_cancelled()
    {
        var cancelled = false;
        var line = Render<ProgressLine>(p => p.Add(l => l.Percent, 1).Add(l => l.Cancel, () => cancelled = true));

        line.Find("button").Click();

        cancelled.ShouldBeTrue();
    }

    [Fact]
    public void A_secret_is_masked_until_it_is_asked_for()
    {
        const string secret = "bm_0123456789abcdef";
        var field = Render<CopyField>(p => p.Add(f => f.Label, "Key").Add(f => f.Value, secret).Add(f => f.Masked, true));
        field.Find("code").TextContent.ShouldBe("bm_0••••••••cdef");
        field.Find("[data-copy]").GetAttribute("data-copy").ShouldBe(secret);

        field.Find("button[aria-label=Show]").Click();

        field.Find("code").TextContent.ShouldBe(secret);
    }

    [Fact]
    public void A_short_secret_shows_nothing_of_itself()
    {
        var field = Render<CopyField>(p => p.Add(f => f.Label, "Pin").Add(f => f.Value, "123456").Add(f => f.Masked, true));

        field.Find("code").TextContent.ShouldBe("••••••••");
    }

    [Fact]
    public void A_sample_is_copied_as_it_stands()
    {
        var sample = Render<CodeSample>(p => p.Add(s => s.Code, "curl \\\n -v"));

        sample.Find("[data-copy]").GetAttribute("data-copy").ShouldBe("curl \\\n -v");
    }

    [Fact]
    public void A_time_grows_older_by_itself_and_is_exact_on_hover()
    {
        var time = Render<RelativeTime>(p => p.Add(t => t.Value, Clock.GetUtcNow().AddMinutes(-3)));
        time.Find("time").TextContent.ShouldBe("3 min ago");
        time.Find("time").GetAttribute("title").ShouldBe("2026-11-20 11:57:00 +00:00");
        time.Find("time").GetAttribute("datetime").ShouldBe("2026-11-20T11:57:00Z");

        Clock.Advance(TimeSpan.FromMinutes(2));

        time.WaitForAssertion(() => time.Find("time").TextContent.ShouldBe("5 min ago"));
    }

    [Fact]
    public async Task Times_are_in_the_zone_of_the_browser()
    {
        var viewer = Services.GetRequiredService<ViewerClock>();
        var time = Render<RelativeTime>(p => p.Add(t => t.Value, new DateTimeOffset(2026, 11, 1, 20, 30, 0, TimeSpan.Zero)));
        time.Find("time").TextContent.ShouldBe("1 Nov, 20:30");

        await viewer.LearnAsync(await BrowserInAsync("Asia/Tokyo"), Xunit.TestContext.Current.CancellationToken);

        time.WaitForAssertion(() => time.Find("time").TextContent.ShouldBe("2 Nov, 05:30"));
    }

    [Fact]
    public async Task A_zone_that_nobody_knows_changes_nothing()
    {
        var viewer = Services.GetRequiredService<ViewerClock>();

        await viewer.LearnAsync(await BrowserInAsync("Moon/Tranquility"), Xunit.TestContext.Current.CancellationToken);

        viewer.Zone.ShouldBe(TimeZoneInfo.Utc);
    }

    private async Task<IJSObjectReference> BrowserInAsync(string zone)
    {
        JSInterop.SetupModule("./shell.js").Setup<string?>("timeZone").SetResult(zone);
        return await JSInterop.JSRuntime.InvokeAsync<IJSObjectReference>("import", "./shell.js");
    }
}
