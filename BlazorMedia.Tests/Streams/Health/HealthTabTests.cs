using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Health.Pages;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams.Health;

/// <summary>The tab over rows that the test writes.</summary>
public sealed class HealthTabTests : StreamPagesContext, IClassFixture<StreamsFixture>
{
    private readonly StreamsFixture app;

    public HealthTabTests(StreamsFixture app)
        : base(app) => this.app = app;

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_strip_says_each_stretch_with_its_cause_to_the_keyboard_and_as_a_table()
    {
        Enter();
        var id = await StreamAsync("stripped", (StreamState.Live, null, -20, -5), (StreamState.Offline, "closed", -5, -4), (StreamState.Live, null, -4, null));

        var strip = Render<HealthStrip>(p => p.Add(s => s.StreamId, id));

        strip.WaitForAssertion(() => strip.FindAll(".piece").Count.ShouldBe(3));
        strip.FindAll(".piece")[1].GetAttribute("class")!.ShouldContain("bad");
        strip.FindAll(".piece")[1].GetAttribute("title")!.ShouldContain("The source closed the connection");
        strip.Find("figcaption").TextContent.ShouldBe("Live 95 % of the time that was wanted");
        var bar = strip.Find(".bar");
        bar.KeyDown(new KeyboardEventArgs { Key = "ArrowLeft" });
        strip.Find(".bar").KeyDown(new KeyboardEventArgs { Key = "ArrowLeft" });
        strip.Find("figcaption").TextContent.ShouldStartWith("Offline, ");
        strip.FindAll("tbody tr").Select(r => r.QuerySelector(".text")!.TextContent).ShouldBe(["Live", "Offline", "Live"], "newest first");
    }

    [Fact]
    public async Task Without_history_the_strip_says_so()
    {
        Enter();
        var id = await StreamAsync("blank");

        var strip = Render<HealthStrip>(p => p.Add(s => s.StreamId, id));

        strip.WaitForAssertion(() => strip.Markup.ShouldContain("Nothing is written down of this time yet"));
    }

    [Fact]
    public async Task An_operator_changes_the_rules_and_sees_what_is_wrong_with_them()
    {
        Enter(Policies.Operator);
        var id = await StreamAsync("formed");
        var tab = Render<HealthTab>(p => p.Add(t => t.StreamId, id));

        tab.Find("input[name=black]").Change(true);
        tab.Find("#field-minBitsPerSecond").Change("2.5");
        tab.Find("#field-maxBitsPerSecond").Change("1");
        await tab.Find("form").SubmitAsync();
        tab.WaitForAssertion(() => tab.Markup.ShouldContain("more than the lowest"));
        tab.Find("#field-maxBitsPerSecond").Change("8");
        await tab.Find("form").SubmitAsync();

        tab.WaitForAssertion(() => Toasts.Shown.ShouldContain(t => t.Message.Contains("formed", StringComparison.Ordinal)));
        await using var db = app.CreateDb();
        var saved = await db.Set<StreamHealthRules>().SingleAsync(r => r.StreamId == id, Ct);
        (saved.Black, saved.MinBitsPerSecond, saved.MaxBitsPerSecond, saved.MaxGopSeconds).ShouldBe((true, 2_500_000, 8_000_000, 4d));
    }

    [Fact]
    public async Task A_viewer_sees_how_it_is_and_no_form()
    {
        Enter();
        var id = await StreamAsync("viewed", (StreamState.Live, null, -2, null));

        var tab = Render<HealthTab>(p => p.Add(t => t.StreamId, id));

        tab.FindAll("form").ShouldBeEmpty();
        tab.Markup.ShouldContain("No alert is open");
        tab.Markup.ShouldContain("at most 4 s");
    }

    private async Task<Guid> StreamAsync(string name, params (StreamState State, string? Reason, double From, double? Until)[] spans)
    {
        (await app.AddAsync(new { name, source = "rtsp://127.0.0.1:9/x", enabled = false })).EnsureSuccessStatusCode();
        var id = (await app.GetAsync(name))!.Id;
        await using var db = app.CreateDb();
        await Eventually.TrueAsync(() => db.Set<StreamSpan>().AnyAsync(s => s.StreamId == id, Ct), "its history has begun");
        await db.Set<StreamSpan>().Where(s => s.StreamId == id).ExecuteDeleteAsync(Ct);
        foreach (var (state, reason, from, until) in spans)
        {
            var span = StreamSpan.Begin(id, state, reason, Clock.GetUtcNow().AddHours(from));
            if (until is { } end) span.End(Clock.GetUtcNow().AddHours(end));
            db.Add(span);
        }
        await db.SaveChangesAsync(Ct);
        return id;
    }
}
