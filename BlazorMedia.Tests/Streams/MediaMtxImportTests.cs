using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Paths;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams;

public sealed class MediaMtxImportTests(AppFixture app) : IClassFixture<AppFixture>
{
    private const string Yaml = """
        logLevel: info
        pathDefaults:
          record: yes
        paths:
          imported/door:
            source: rtsp://viewer:planted@127.0.0.1:1/live
            sourceOnDemand: yes
            record: no
          yard:
            source: rtsp://127.0.0.1:1/yard
          obs:
          pi:
            source: rpiCamera
          "~^cam(.+)$":
            source: rtsp://127.0.0.1/$G1
          all_others:
        """;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public void Sources_and_flags_are_read_and_what_is_not_supported_says_why()
    {
        var paths = MediaMtxPaths.Read(new StringReader(Yaml)).ToDictionary(p => p.Name);

        paths["imported/door"].Request.ShouldNotBeNull().ShouldSatisfyAllConditions(
            r => r.Source.ShouldBe("rtsp://viewer:planted@127.0.0.1:1/live"), r => r.OnDemand.ShouldBe(true), r => r.Record.ShouldBe(false));
        paths["yard"].Request!.Record.ShouldBe(true, "pathDefaults says so");
        paths["obs"].Reason.ShouldNotBeNull().ShouldContain("publisher");
        paths["pi"].Reason.ShouldNotBeNull().ShouldContain("rpiCamera");
        paths["~^cam(.+)$"].Reason.ShouldNotBeNull().ShouldContain("pattern");
        paths["all_others"].Request.ShouldBeNull();
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("paths: [", "Line")]
    [InlineData("logLevel: info", "paths")]
    public void A_file_that_is_none_says_what_is_wrong(string yaml, string word) =>
        Should.Throw<InvalidDataException>(() => MediaMtxPaths.Read(new StringReader(yaml))).Message.ShouldContain(word);

    [Fact]
    public async Task A_dry_run_saves_nothing_and_a_second_run_leaves_what_exists()
    {
        var import = app.Services.GetRequiredService<ImportMediaMtx>();
        var paths = MediaMtxPaths.Read(new StringReader("paths: { twice: { source: 'rtsp://u:planted@127.0.0.1:1/a' }, 'bad name': { source: 'rtsp://127.0.0.1:1/b' } }"));
        var output = new StringWriter();

        (await import.RunAsync(paths, isDry: true, output, Stop)).ShouldBe(1);
        (await CountAsync()).ShouldBe(0);
        (await import.RunAsync(paths, isDry: false, output, Stop)).ShouldBe(1, "of a name that may not be");
        (await CountAsync()).ShouldBe(1);
        (await import.RunAsync(paths, isDry: false, output, Stop)).ShouldBe(1);
        (await CountAsync()).ShouldBe(1);

        output.ToString().ShouldContain("would import  twice");
        output.ToString().ShouldNotContain("planted");
        await using var db = app.CreateDb();
        (await db.Set<AuditEntry>().CountAsync(e => e.Action == "streams.imported", Stop)).ShouldBe(1);
    }

    private async Task<int> CountAsync()
    {
        await using var db = app.CreateDb();
        return await db.Set<Domain.Streams.StreamPath>().CountAsync(p => p.Name == "twice", Stop);
    }
}
