using System.Net;
using System.Net.Http.Json;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Domain.Webhooks;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Media;
using BlazorMedia.Web.Features.Streams.Health;
using BlazorMedia.Web.Features.Streams.Ingest;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams.Health;

/// <summary>From what a camera sends to the row, the event and the answer of the API.</summary>
public sealed class AlertTests(StreamsFixture app) : IClassFixture<StreamsFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_that_turns_black_or_stands_still_while_media_flows_is_told_and_its_end_too()
    {
        await using var folder = new Clips();
        var (moving, black, still) = (await new Clip { Audio = null }.FileAsync(), await folder.MakeAsync("color=black"), await folder.MakeAsync("smptebars"));
        var (door, yard) = (await app.Camera.ServeAsync("door", moving), await app.Camera.ServeAsync("yard", moving));
        await WatchAsync("door", new { black = true, frozen = true, expectAudio = true });
        await WatchAsync("yard", new { black = true, frozen = true, noSignal = true });
        await app.UntilAsync("door", s => s.Alerts is [{ Kind: "audio-missing" }]);

        await door.SwitchAsync(black);
        await yard.SwitchAsync(still);

        await app.UntilAsync("door", s => s.Alerts!.Any(a => a.Kind == "black") && s.State == "live");
        await app.UntilAsync("yard", s => s.Alerts is [{ Kind: "frozen" }] && s.State == "live");
        await door.SwitchAsync(moving);
        await app.UntilAsync("door", s => s.Alerts is [{ Kind: "audio-missing" }]);
        await ShouldBeToldAsync("door", "black");
        var past = await app.Api.GetFromJsonAsync<StreamHealthDto>("/api/v1/stream-health/door", Ct);
        past!.Alerts.Single(a => a.Kind == "black").ClearedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Open_alerts_survive_a_restart_and_are_cleared_when_they_are_no_longer_true()
    {
        await AddAsync("asleep-now", enabled: false);
        var id = (await app.GetAsync("asleep-now"))!.Id;
        await using (var db = app.CreateDb())
        {
            db.Add(StreamAlert.Raise(id, AlertKinds.Frozen, null, TimeProvider.System.GetUtcNow()));
            await db.SaveChangesAsync(Ct);
        }

        var book = app.Services.GetRequiredService<HealthBook>();
        await book.ReloadAsync(Ct);

        book.OpenOf(id).ShouldHaveSingleItem();
        await app.UntilAsync("asleep-now", s => s.Alerts is []);
        await ShouldBeClearedAsync(id);
    }

    [Fact]
    public async Task Rules_are_read_replaced_and_written_into_the_audit()
    {
        await AddAsync("ruled", enabled: false);
        (await RulesAsync("ruled")).ShouldBe(new StreamHealthRulesDto(5, false, false, false, null, null, null, null, 4, false));
        var wanted = new StreamHealthRulesDto(20, true, false, true, 500_000, 8_000_000, 10, null, 4, true);

        using var answer = await app.Api.PutAsJsonAsync("/api/v1/stream-health-rules/ruled", wanted, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RulesAsync("ruled")).ShouldBe(wanted);
        await using var db = app.CreateDb();
        (await db.Set<AuditEntry>().Where(a => a.Action == "streams.health_rules" && a.Subject == "ruled").Select(a => a.Details).ToListAsync(Ct)).ShouldHaveSingleItem()!.ShouldContain("at least 500000 bit/s");
        using var refused = await app.Api.PutAsJsonAsync("/api/v1/stream-health-rules/ruled", wanted with { CheckSeconds = 1 }, Ct);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var reader = await app.CreateApiClientAsync("streams:read");
        (await reader.PutAsJsonAsync("/api/v1/stream-health-rules/ruled", wanted, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task After_the_app_itself_slept_one_look_is_left_out_and_no_stream_is_blamed()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        var round = ActivatorUtilities.CreateInstance<HealthRound>(app.Services, clock, new LiveStreams());
        clock.Advance(HealthRound.Rhythm);
        (await round.RunAsync(Ct)).ShouldBeTrue();

        clock.JumpTo(clock.GetUtcNow() + TimeSpan.FromMinutes(1));

        (await round.RunAsync(Ct)).ShouldBeFalse();
        clock.Advance(HealthRound.Rhythm);
        (await round.RunAsync(Ct)).ShouldBeTrue();
    }

    private async Task AddAsync(string name, bool enabled = true) =>
        (await app.AddAsync(new { name, source = app.Camera.Url(name), enabled })).EnsureSuccessStatusCode();

    private async Task WatchAsync(string name, object rules)
    {
        await AddAsync(name);
        (await app.Api.PutAsJsonAsync($"/api/v1/stream-health-rules/{name}", rules, Ct)).EnsureSuccessStatusCode();
        await app.UntilAsync(name, s => s.State == "live");
    }

    private Task<StreamHealthRulesDto?> RulesAsync(string name) => app.Api.GetFromJsonAsync<StreamHealthRulesDto>($"/api/v1/stream-health-rules/{name}", Ct);

    private async Task ShouldBeToldAsync(string stream, string kind)
    {
        await using var db = app.CreateDb();
        var bodies = await db.Set<WebhookMessage>().Where(m => m.Type.StartsWith("stream.alert_")).OrderBy(m => m.Id).Select(m => new { m.Type, m.Body }).ToListAsync(Ct);
        bodies.Where(b => b.Body.Contains($"\"stream\":\"{stream}\"", StringComparison.Ordinal) && b.Body.Contains($"\"kind\":\"{kind}\"", StringComparison.Ordinal)).Select(b => b.Type)
            .ShouldBe([AlertLedger.Raised, AlertLedger.Cleared]);
    }

    private async Task ShouldBeClearedAsync(Guid id)
    {
        await using var db = app.CreateDb();
        (await db.Set<StreamAlert>().SingleAsync(a => a.StreamId == id, Ct)).ClearedAt.ShouldNotBeNull();
    }

    /// <summary>Clips that are encoded like the moving one, so that a switch is no change of parameters.</summary>
    private sealed class Clips : IAsyncDisposable
    {
        private readonly TempFolder folder = new();

        public async Task<string> MakeAsync(string picture)
        {
            var file = folder.File(picture.Replace('=', '-') + ".mp4");
            var made = await Ffmpeg.RunAsync(
            [
                "-f", "lavfi", "-i", $"{picture}{(picture.Contains('=', StringComparison.Ordinal) ? ':' : '=')}size=640x360:rate=25", "-t", "30", "-c:v", "libx264", "-preset", "ultrafast",
                "-pix_fmt", "yuv420p", "-g", "25", "-keyint_min", "25", "-sc_threshold", "0", "-bf", "0", file,
            ], Ct);
            made.ExitCode.ShouldBe(0, made.Errors);
            return file;
        }

        public ValueTask DisposeAsync()
        {
            folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
