using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Paths.MediaMtx;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams;

public sealed class MediaMtxImportTests(AppFixture app) : IClassFixture<AppFixture>
{
    private const string Yaml = """
        logLevel: info
        pathDefaults:
          record: yes
          recordClearDaysAgo: 5
          recordCreateWebhook: http://127.0.0.1/hook
        paths:
          imported/door:
            source: rtsp://viewer:planted@127.0.0.1:1/live
            sourceOnDemand: yes
            record: no
          yard:
            source: rtsp://127.0.0.1:1/yard
            sourceName: Der Hof
            groupName: "007"
            order: -3
            showList: no
            autoRecordTaskOutDuration: 1h30m
            recordClearDaysAgo: 0
            deviceType: network_capture
            recordMinThreshold: 75
            thumbnailSize: 300
            cut: [10, 20, 640, 360]
            brightness: 5
            contrast: -7
            saturation: 9
            runOnReady: ffmpeg -i rtsp://localhost
          pi:
            source: rpiCamera
          "~^cam(.+)$":
            source: rtsp://127.0.0.1/$G1
          all_others:
        """;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private ImportMediaMtx Import => app.Services.GetRequiredService<ImportMediaMtx>();

    [Fact]
    public void Paths_are_read_over_their_defaults_and_what_is_not_supported_says_why()
    {
        var paths = MediaMtxFile.Read(new StringReader(Yaml)).ToDictionary(p => p.Name);

        paths["imported/door"].Values["record"].ShouldBe("no");
        paths["yard"].Values["record"].ShouldBe("yes", "pathDefaults says so");
        paths["yard"].Values["cut"].ShouldBe("10,20,640,360");
        paths["pi"].Reason.ShouldNotBeNull().ShouldContain("rpiCamera");
        paths["~^cam(.+)$"].Reason.ShouldNotBeNull().ShouldContain("pattern");
        paths["all_others"].Reason.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("paths: [", "Line")]
    [InlineData("logLevel: info", "paths")]
    [InlineData("paths: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "deeply")]
    [InlineData("a: &b [1, 2]\npaths: [*b, *b]", "anchors")]
    public void A_file_that_is_none_says_what_is_wrong(string yaml, string word) =>
        Should.Throw<InvalidDataException>(() => MediaMtxFile.Read(new StringReader(yaml))).Message.ShouldContain(word);

    [Theory]
    [InlineData("1h30m", 5400.0)]
    [InlineData("1800", 1800.0)]
    [InlineData("1d", 86_400.0)]
    [InlineData("1500ms", 1.5)]
    [InlineData("soon", null)]
    [InlineData("-5m", null)]
    [InlineData("999999999999999999999d", null)]
    public void A_duration_is_what_Go_writes_or_a_number_of_seconds(string text, double? seconds) => (YamlValue.Duration(text)?.TotalSeconds).ShouldBe(seconds);

    [Fact]
    public async Task Every_key_that_means_something_here_is_taken_and_the_report_names_the_others()
    {
        var report = await Import.RunAsync([.. MediaMtxFile.Read(new StringReader(Yaml)).Where(p => p.Name == "yard")], isDry: false, Stop);

        var yard = report.Paths.ShouldHaveSingleItem();
        yard.Outcome.ShouldBe("imported");
        yard.Left.Select(l => l.Key).ShouldBe(["recordCreateWebhook", "runOnReady"], ignoreOrder: true);
        yard.Left.ShouldAllBe(l => l.Reason.Length > 5 && l.Reason != "unknown");
        await using var db = app.CreateDb();
        var path = await db.Set<StreamPath>().SingleAsync(p => p.Name == "yard", Stop);
        (path.DisplayName, path.GroupName, path.Order, path.IsListed, path.FileSeconds, path.Record).ShouldBe(("Der Hof", "007", -3, false, 5400, true));
        (await db.Set<StreamTrigger>().SingleAsync(t => t.StreamId == path.Id, Stop)).ShouldSatisfyAllConditions(t => t.Kind.ShouldBe(TriggerKind.Device), t => t.StartScore.ShouldBe(75), t => (t.StopScore, t.HoldSeconds).ShouldBe((5, 60), "as for every encoder box"));
        (await db.Set<RetentionRule>().SingleAsync(r => r.StreamId == path.Id, Stop)).Days.ShouldBe(0, "0 keeps for ever, whatever other paths say");
        (await db.Set<SnapshotPlan>().SingleAsync(p => p.StreamId == path.Id, Stop)).ShouldSatisfyAllConditions(
            p => p.Crop.ShouldBe("10,20,640,360"), p => (p.Brightness, p.Contrast, p.Saturation, p.ThumbnailWidth).ShouldBe((5, -7, 9, 300)));
    }

    [Fact]
    public async Task More_days_than_a_rule_may_have_become_the_most_and_the_report_says_so()
    {
        var report = await Import.RunAsync(MediaMtxFile.Read(new StringReader("paths: { long-kept: { source: 'rtsp://127.0.0.1:1/a', recordClearDaysAgo: 99999 } }")), isDry: false, Stop);

        report.Paths.ShouldHaveSingleItem().Left.ShouldHaveSingleItem().Key.ShouldBe("recordClearDaysAgo");
        await using var db = app.CreateDb();
        var path = await db.Set<StreamPath>().SingleAsync(p => p.Name == "long-kept", Stop);
        (await db.Set<RetentionRule>().SingleAsync(r => r.StreamId == path.Id, Stop)).Days.ShouldBe(RetentionRule.MaxDays);
    }

    [Fact]
    public async Task What_was_exported_can_be_imported_again_and_says_the_same()
    {
        const string Yaml = "paths: { 'there/and back': { source: 'rtsp://127.0.0.1:1/x' }, there: { source: 'rtsp://u:planted@127.0.0.1:1/t', groupName: 'no', order: 4, recordClearDaysAgo: 9, cut: [1, 2, 3, 4], deviceType: network_capture } }";
        await Import.RunAsync(MediaMtxFile.Read(new StringReader(Yaml)), isDry: false, Stop);
        var export = app.Services.GetRequiredService<ExportMediaMtx>();

        var whole = MediaMtxFile.Read(new StringReader(await export.RunAsync(withSecrets: true, Stop))).Single(p => p.Name == "there");
        var masked = await export.RunAsync(withSecrets: false, Stop);

        whole.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}").ShouldBe(
            ["cut=1,2,3,4", "deviceType=network_capture", "groupName=no", "order=4", "recordClearDaysAgo=9", "recordMinThreshold=60", "source=rtsp://u:planted@127.0.0.1:1/t"]);
        masked.ShouldNotContain("planted");
        masked.ShouldContain("there");
        await using var db = app.CreateDb();
        (await db.Set<AuditEntry>().AnyAsync(e => e.Action == "streams.exported", Stop)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_dry_run_saves_nothing_and_a_second_run_leaves_what_exists()
    {
        var paths = MediaMtxFile.Read(new StringReader("paths: { twice: { source: 'rtsp://u:planted@127.0.0.1:1/a', recordClearDaysAgo: many }, 'bad name': { source: 'rtsp://127.0.0.1:1/b' } }"));
        var output = new StringWriter();

        var dry = await Import.RunAsync(paths, isDry: true, Stop);
        (dry.Imported, dry.Refused).ShouldBe((1, 1));
        dry.Paths[0].Left.ShouldHaveSingleItem().Key.ShouldBe("recordClearDaysAgo");
        (await CountAsync()).ShouldBe(0);
        (await Import.RunAsync(paths, isDry: false, Stop)).Refused.ShouldBe(1, "of a name that may not be");
        (await CountAsync()).ShouldBe(1);
        var second = await Import.RunAsync(paths, isDry: false, Stop);
        second.Paths[0].Outcome.ShouldBe("exists");
        (await CountAsync()).ShouldBe(1);

        MediaMtxCommands.Write(dry, output);
        output.ToString().ShouldContain("would import  twice");
        output.ToString().ShouldContain("without recordClearDaysAgo");
        output.ToString().ShouldNotContain("planted");
    }

    [Fact]
    public async Task The_file_comes_in_and_goes_out_by_the_api()
    {
        using var client = app.CreateApiClient();
        using var dry = await client.PostAsync("/api/v1/stream-imports?dryRun=true", new StringContent("paths: { by-api: { source: 'rtsp://127.0.0.1:1/a' } }"), Stop);
        dry.IsSuccessStatusCode.ShouldBeTrue(await dry.Content.ReadAsStringAsync(Stop));
        (await dry.Content.ReadAsStringAsync(Stop)).ShouldContain("\"isDryRun\":true");
        using var wrong = await client.PostAsync("/api/v1/stream-imports", new StringContent("paths: ["), Stop);
        ((int)wrong.StatusCode).ShouldBe(400);
        (await wrong.Content.ReadAsStringAsync(Stop)).ShouldContain("Line");
        (await client.GetStringAsync("/api/v1/stream-exports", Stop)).ShouldStartWith("paths:");
    }

    private async Task<int> CountAsync()
    {
        await using var db = app.CreateDb();
        return await db.Set<StreamPath>().CountAsync(p => p.Name == "twice", Stop);
    }
}
