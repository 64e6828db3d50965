using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Architecture;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Accounts;
using BlazorMedia.Web.Features.Accounts.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorMedia.Tests.Accounts;

public sealed partial class AuditTests(AppFixture app) : IClassFixture<AppFixture>
{
    private static readonly DateTimeOffset Noon = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_come_first_and_the_pages_neither_repeat_nor_leave_out_one()
    {
        var mark = await WriteAsync(7, i => (ActorKind.Person, "ada", "test.done", true, Noon.AddMinutes(i / 2)));

        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = await GetAsync($"text={mark}&limit=3" + (cursor is null ? "" : $"&cursor={cursor}"));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("subject").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        seen.Count.ShouldBe(7);
        seen.Distinct().Count().ShouldBe(7);
        seen[0].ShouldBe($"{mark} 6");
        seen[^1].ShouldBeOneOf($"{mark} 0", $"{mark} 1");
    }

    [Fact]
    public async Task Filters_find_by_who_action_time_and_refusal()
    {
        var mark = await WriteAsync(4, i => (i == 0 ? ActorKind.Key : ActorKind.Person, i == 0 ? "Robot" : "Ada", i == 1 ? "test.tried" : "test.done", i != 1, Noon.AddDays(i)));

        (await SubjectsAsync($"text={mark}&who=robot")).ShouldBe([$"{mark} 0"]);
        (await SubjectsAsync($"text={mark}&who=id-2")).ShouldBe([$"{mark} 2"]);
        (await SubjectsAsync($"text={mark}&action=test.tried")).ShouldBe([$"{mark} 1"]);
        (await SubjectsAsync($"text={mark}&action=test.")).Count.ShouldBe(4);
        (await SubjectsAsync($"text={mark}&refused=true")).ShouldBe([$"{mark} 1"]);
        (await SubjectsAsync($"text={mark}&from=2025-06-02T12:00:00Z&to=2025-06-04T14:00:00%2B02:00")).ShouldBe([$"{mark} 2", $"{mark} 1"]);
        (await SubjectsAsync($"text={mark.ToUpperInvariant()}")).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_wrong_cursor_and_an_unknown_format_are_refused()
    {
        using var program = app.CreateApiClient();

        await (await program.GetAsync("/api/v1/audit?cursor=nonsense", Ct)).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "accounts.cursor_invalid");
        await (await program.GetAsync("/api/v1/audit/export?format=xml", Ct)).ShouldBeRefusedAsync(HttpStatusCode.BadRequest, "accounts.format_unknown");
    }

    [Fact]
    public async Task The_export_holds_what_the_filter_says_in_both_formats_and_is_written_down_itself()
    {
        var mark = await WriteAsync(3, i => (ActorKind.Person, "ada", i == 0 ? "test.other" : "test.done", true, Noon));
        using var program = app.CreateApiClient();

        using var csv = await program.GetAsync($"/api/v1/audit/export?text={mark}&action=test.done", Ct);
        var lines = (await program.GetStringAsync($"/api/v1/audit/export?format=jsonl&text={mark}&action=test.", Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        csv.Content.Headers.ContentDisposition!.FileName!.ShouldEndWith(".csv");
        (await csv.Content.ReadAsStringAsync(Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
        lines.Length.ShouldBe(3);
        lines.ShouldAllBe(l => JsonDocument.Parse(l, default).RootElement.GetProperty("actorKind").GetString() == "Person");
        (await app.LinesAsync("csv")).ShouldContain(l => l.Action == "accounts.audit_exported" && l.Details == $"action: test.done\ntext: {mark}");
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil\")", "\"'=HYPERLINK(\"\"http://evil\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("plain", "plain")]
    public void A_spreadsheet_takes_no_cell_for_a_formula(string text, string cell) =>
        AuditExport.Row(new(Guid.Empty, Noon, ActorKind.Nobody, null, "", null, "a", text, null, true)).ShouldBe($"2025-06-01T12:00:00.000Z,Nobody,,,,a,{cell},,yes\r\n");

    [Fact]
    public async Task Lines_older_than_the_setting_are_deleted_and_younger_ones_stay()
    {
        var clock = new TestClock(Noon.AddDays(10));
        var old = await WriteAsync(2, _ => (ActorKind.System, "system", "test.old", true, Noon.AddDays(-21)));
        var young = await WriteAsync(2, _ => (ActorKind.System, "system", "test.young", true, Noon.AddDays(-19)));
        var options = Microsoft.Extensions.Options.Options.Create(new AccountOptions { AuditDays = 30 });
        using var cleanup = new AuditCleanup(app.Services.GetRequiredService<IDbContextFactory<Web.Data.AppDbContext>>(), options, clock, NullLogger<AuditCleanup>.Instance);

        await cleanup.CleanAsync(Ct);

        (await SubjectsAsync($"text={old}")).ShouldBeEmpty();
        (await SubjectsAsync($"text={young}")).Count.ShouldBe(2);
    }

    [Fact]
    public void A_key_passes_once_a_minute_and_a_flood_of_keys_does_not_pass_for_ever()
    {
        var clock = new TestClock();
        var once = new OncePerMinute(clock);

        once.Allows("ada", "a").ShouldBeTrue();
        once.Allows("ada", "a").ShouldBeFalse();
        Enumerable.Range(0, 5000).Count(i => once.Allows("stranger", $"flood {i}")).ShouldBe(OncePerMinute.MaxKeysPerCaller);
        once.Allows("ada", "b").ShouldBeTrue();
        Enumerable.Range(0, 2000).Count(i => once.Allows($"stranger {i}", "a")).ShouldBe(OncePerMinute.MaxKeys - OncePerMinute.MaxKeysPerCaller - 2);
        clock.Advance(TimeSpan.FromMinutes(1));
        once.Allows("ada", "a").ShouldBeTrue();
        once.Allows("stranger", "flood 4999").ShouldBeTrue();
    }

    [Fact]
    public void A_line_holds_nothing_that_a_database_refuses()
    {
        var line = AuditEntry.Of(new Actor(ActorKind.Person, "1", new string('n', 500), null), "a.b", "sub\0ject\n", "one\r\ntwo\0", true, Noon);
        var cut = AuditEntry.Of(Actor.System, "a.b", new string('x', AuditEntry.MaxSubjectLength - 1) + "\U0001F600", null, true, Noon);

        line.ActorName.Length.ShouldBe(AuditEntry.MaxActorNameLength);
        (line.Subject, line.Details).ShouldBe(("subject", "one\ntwo"));
        cut.Subject.Length.ShouldBe(AuditEntry.MaxSubjectLength - 1);
    }

    [Theory]
    [InlineData("en", "Account deleted")]
    [InlineData("ru", "Учётная запись удалена")]
    [InlineData("zh-Hans", "删除账户")]
    public void Actions_are_read_in_the_readers_language_and_an_unknown_one_as_its_code(string language, string words)
    {
        Shared.ShellContext.Speak(language);
        var all = app.Services.GetRequiredService<ActionWords>();

        all.Of("accounts.user_deleted").ShouldBe(words);
        all.Of("streams.deleted").ShouldNotBe("streams.deleted");
        all.Of("nobody.knows_this").ShouldBe("nobody.knows_this");
        all.All().ShouldContain(("accounts.user_deleted", words));
    }

    [Fact]
    public void Every_action_that_is_written_down_has_words()
    {
        string[] owners = ["accounts.", "keys.", "app_tokens.", "streams.", "recordings.", "settings."];
        var written = SourceTree.Product.SelectMany(f => Written().Matches(f.Text)).Select(m => m.Groups[1].Value).Where(a => owners.Any(o => a.StartsWith(o, StringComparison.Ordinal))).Distinct().ToList();
        var all = app.Services.GetRequiredService<ActionWords>();

        written.ShouldContain("accounts.two_factor_enabled");
        written.ShouldContain("streams.deleted");
        written.Where(a => all.Of(a) == a).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_stream_leaves_its_line_in_the_same_transaction()
    {
        using var program = app.CreateApiClient();
        var name = $"audited-{Guid.NewGuid():N}";
        (await program.PostAsync("/api/v1/streams", new StringContent($$"""{"name":"{{name}}","source":"rtsp://user:pass-word@127.0.0.1:1/x","enabled":false}""", null, "application/json"), Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await program.DeleteAsync($"/api/v1/streams/{name}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var lines = await app.LinesAsync(name);
        lines.Select(l => l.Action).ShouldBe(["streams.created", "streams.deleted"]);
        lines.ShouldAllBe(l => l.ActorKind == ActorKind.Key && l.Address == "127.0.0.1" && (l.Details == null || !l.Details.Contains("pass-word")));
    }

    private async Task<string> WriteAsync(int count, Func<int, (ActorKind Kind, string Name, string Action, bool Allowed, DateTimeOffset At)> line)
    {
        var mark = "mark" + Guid.NewGuid().ToString("N");
        await using var db = app.CreateDb();
        for (var i = 0; i < count; i++)
        {
            var (kind, name, action, allowed, at) = line(i);
            db.Add(AuditEntry.Of(new Actor(kind, $"id-{i}", name, "192.0.2.1"), action, $"{mark} {i}", null, allowed, at));
        }
        await db.SaveChangesAsync(Ct);
        return mark;
    }

    private async Task<IReadOnlyList<string>> SubjectsAsync(string query) =>
        [.. (await GetAsync(query)).GetProperty("items").EnumerateArray().Select(e => e.GetProperty("subject").GetString()!)];

    private async Task<JsonElement> GetAsync(string query)
    {
        using var answer = await app.CreateApiClient().GetAsync($"/api/v1/audit?{query}", Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
    }

    [GeneratedRegex(@"(?:\.Add\(db, |RecordAsync\(|ChangedAsync\(\w+, )(?:[\w.= ]+ \? )?""([a-z_]+\.[a-z_]+)""")]
    private static partial Regex Written();
}
