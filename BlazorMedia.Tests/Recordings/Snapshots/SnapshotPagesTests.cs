using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Recordings.Snapshots.Pages;
using BlazorMedia.Web.Platform.Security;
using Bunit;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Tests.Recordings.Snapshots;

public sealed class SnapshotPagesTests : RecordingPagesContext, IClassFixture<AppFixture>
{
    private readonly AppFixture app;

    public SnapshotPagesTests(AppFixture app)
        : base(app)
    {
        this.app = app;
        using var db = app.CreateDb();
        db.Set<Snapshot>().ExecuteDelete();
    }

    [Fact]
    public void Without_snapshots_the_gallery_says_how_to_get_some()
    {
        Enter();

        var page = Render<SnapshotsPage>();

        page.WaitForAssertion(() => page.Find(".empty").TextContent.ShouldContain("Press the camera"));
    }

    [Theory]
    [InlineData("/recordings/snapshots", new[] { "door", "yard" })]
    [InlineData("/recordings/snapshots?stream=yard", new[] { "yard" })]
    [InlineData("/recordings/snapshots?kind=periodic", new[] { "yard" })]
    [InlineData("/recordings/snapshots?day=2026-11-20", new[] { "door", "yard" })]
    [InlineData("/recordings/snapshots?day=2026-11-19", new string[0])]
    public void The_address_filters_the_gallery(string address, string[] streams)
    {
        Enter();
        AddSnapshot("door", 1);
        AddSnapshot("yard", 2, periodic: true);
        Visit(address);

        var page = Render<SnapshotsPage>();

        page.WaitForAssertion(() => page.FindAll(".bm-skeleton").ShouldBeEmpty());
        page.FindAll(".bm-tile-title").Select(t => t.TextContent).ShouldBe(streams);
    }

    [Fact]
    public async Task A_snapshot_is_deleted_after_one_question()
    {
        Enter(Policies.Operator);
        var snapshot = AddSnapshot("door", 1);
        var page = Render<SnapshotsPage>();
        page.WaitForAssertion(() => page.FindAll("article").Count.ShouldBe(1));

        var deleting = page.Find("button[aria-label=Delete]").ClickAsync(new());
        Dialogs.Answer(true);
        await deleting;

        using var db = app.CreateDb();
        db.Set<Snapshot>().Any(s => s.Id == snapshot.Id).ShouldBeFalse();
    }

    [Fact]
    public void A_viewer_cannot_delete()
    {
        Enter();
        AddSnapshot("door", 1);

        var page = Render<SnapshotsPage>();

        page.WaitForAssertion(() => page.FindAll("article").Count.ShouldBe(1));
        page.FindAll("button[aria-label=Delete]").ShouldBeEmpty();
    }

    [Fact]
    public void The_looks_of_the_plan_are_shown_as_they_are_chosen()
    {
        Enter(Policies.Operator);
        var stream = AddStream("door", StreamState.Live);

        var card = Render<SnapshotPlanCard>(p => p.Add(c => c.StreamId, stream.Id));
        card.FindAll("input[type=range]")[2].Change("-100");
        card.Find("#field-crop").Change("0,0,100,80");

        card.Find("img").GetAttribute("src").ShouldEndWith("&saturation=-100&crop=0%2C0%2C100%2C80");
        card.Find("#field-crop").Change("nonsense");
        card.FindAll("img").ShouldBeEmpty();
        card.Find("#field-crop").GetAttribute("aria-invalid").ShouldBe("true");
    }

    [Fact]
    public void The_button_waits_for_a_live_stream()
    {
        Enter(Policies.Operator);

        Render<SnapshotButton>(p => p.Add(b => b.StreamId, AddStream("off", StreamState.Offline).Id)).Find("button").HasAttribute("disabled").ShouldBeTrue();
        Render<SnapshotButton>(p => p.Add(b => b.StreamId, AddStream("on", StreamState.Live).Id)).Find("button").HasAttribute("disabled").ShouldBeFalse();
    }

    private Snapshot AddSnapshot(string stream, int minutesAgo, bool periodic = false)
    {
        var snapshot = new Snapshot
        {
            Id = Guid.NewGuid(),
            StreamId = Guid.NewGuid(),
            StreamName = stream,
            TakenAt = Clock.GetUtcNow().AddMinutes(-minutesAgo),
            Path = $"20261120/{stream}.jpg",
            IsPeriodic = periodic,
        };
        using var db = app.CreateDb();
        db.Add(snapshot);
        db.SaveChanges();
        return snapshot;
    }
}
