using System.Net;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Features.Operations.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Operations.Settings;

public sealed class SettingsApiTests(SettingsFixture app) : IClassFixture<SettingsFixture>, IAsyncLifetime
{
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        (await app.PutAsync(new { Streams__RingSeconds = (int?)null, Streams__StallSeconds = (int?)null, Probe__Word = (string?)null, Probe__Lamp = (bool?)null })).EnsureSuccessStatusCode();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_changed_setting_counts_at_once_is_stored_and_is_written_down()
    {
        (await app.PutAsync(new { Streams__RingSeconds = 90 })).EnsureSuccessStatusCode();

        app.Streams.RingSeconds.ShouldBe(90);
        var shown = await app.GetAsync("Streams__RingSeconds");
        (shown.Value, shown.Source, shown.Default, shown.Minimum, shown.Maximum, shown.Unit, shown.IsLocked).ShouldBe(("90", "stored", "60", "12", "3600", "seconds", false));
        await using var db = app.CreateDb();
        (await db.Set<Setting>().SingleAsync(s => s.Key == "Streams:RingSeconds", ct)).Value.ShouldBe("90");
        (await AuditAsync("Streams__RingSeconds"))[0].Details.ShouldBe("60 → 90");
    }

    [Fact]
    public async Task Back_to_the_default_removes_the_row()
    {
        (await app.PutAsync(new { Streams__RingSeconds = "90" })).EnsureSuccessStatusCode();

        (await app.PutAsync(new { Streams__RingSeconds = (int?)null })).EnsureSuccessStatusCode();

        app.Streams.RingSeconds.ShouldBe(60);
        (await app.GetAsync("Streams__RingSeconds")).Source.ShouldBe("default");
        await using var db = app.CreateDb();
        (await db.Set<Setting>().AnyAsync(s => s.Key == "Streams:RingSeconds", ct)).ShouldBeFalse();
        (await AuditAsync("Streams__RingSeconds"))[0].Details.ShouldBe("90 → 60");
    }

    [Fact]
    public async Task All_mistakes_come_at_once_and_nothing_is_changed()
    {
        var refused = await app.PutAsync(new Dictionary<string, object?>
        {
            ["Streams__RingSeconds"] = 1,
            ["Streams__StallSeconds"] = "soon",
            ["Streams__FilesDirectory"] = "/dev/null/media",
            ["Streams__GuardSeconds"] = 9,
            ["Streams__ConnectSeconds"] = 30,
            ["Streams__Nonsense"] = 1,
            ["Logging__LogLevel__Default"] = "Loud",
            ["Probe__Lamp"] = true,
        });

        refused.IsSuccessStatusCode.ShouldBeFalse();
        (await SettingsFixture.CodesOfAsync(refused)).ShouldBe(
            new Dictionary<string, string>
            {
                ["Streams__RingSeconds"] = "settings.out_of_range",
                ["Streams__StallSeconds"] = "settings.unreadable",
                ["Streams__FilesDirectory"] = "settings.not_valid",
                ["Streams__GuardSeconds"] = "settings.needs_restart",
                ["Streams__ConnectSeconds"] = "settings.locked",
                ["Streams__Nonsense"] = "settings.unknown",
                ["Logging__LogLevel__Default"] = "settings.locked",
            },
            ignoreOrder: true);
        (app.Streams.RingSeconds, app.Streams.StallSeconds, app.Probe.Lamp).ShouldBe((60, 5, false));
        await using var db = app.CreateDb();
        (await db.Set<Setting>().CountAsync(ct)).ShouldBe(0);
    }

    [Fact]
    public async Task What_the_command_line_says_is_shown_locked_and_wins_over_a_row()
    {
        await using (var db = app.CreateDb())
        {
            db.Add(Setting.Of("Streams:ConnectSeconds", "40", DateTimeOffset.UnixEpoch));
            await db.SaveChangesAsync(ct);
        }

        await ApplyAsync();

        app.Streams.ConnectSeconds.ShouldBe(21);
        var shown = await app.GetAsync("Streams__ConnectSeconds");
        (shown.Value, shown.Source, shown.IsLocked).ShouldBe(("21", "command_line", true));
        await RemoveAsync("Streams:ConnectSeconds");
    }

    [Fact]
    public async Task A_change_on_another_node_is_taken_over()
    {
        await using (var db = app.CreateDb())
        {
            db.Add(Setting.Of("Streams:StallSeconds", "17", DateTimeOffset.UnixEpoch));
            await db.SaveChangesAsync(ct);
        }

        (await ApplyAsync()).ShouldBeTrue();

        app.Streams.StallSeconds.ShouldBe(17);
        (await ApplyAsync()).ShouldBeFalse("nothing is new the second time");
    }

    [Fact]
    public async Task A_row_that_no_longer_fits_is_passed_over()
    {
        await using (var db = app.CreateDb())
        {
            db.Add(Setting.Of("Streams:StallSeconds", "9000", DateTimeOffset.UnixEpoch));
            db.Add(Setting.Of("Gone:Setting", "1", DateTimeOffset.UnixEpoch));
            await db.SaveChangesAsync(ct);
        }

        await ApplyAsync();

        app.Streams.StallSeconds.ShouldBe(5);
        await RemoveAsync("Gone:Setting");
    }

    [Fact]
    public async Task A_key_that_is_written_in_two_ways_is_one_setting()
    {
        (await app.PutAsync(new Dictionary<string, object?> { ["streams__ringseconds"] = 70, ["Streams:RingSeconds"] = 80 })).EnsureSuccessStatusCode();

        app.Streams.RingSeconds.ShouldBe(80);
    }

    [Fact]
    public async Task A_secret_is_stored_encrypted_and_never_shown()
    {
        (await app.PutAsync(new { Probe__Word = "open-sesame-1" })).EnsureSuccessStatusCode();

        app.Probe.Word.ShouldBe("open-sesame-1");
        (await app.Api.GetStringAsync("/api/v1/settings", ct)).ShouldNotContain("open-sesame-1");
        var shown = await app.GetAsync("Probe__Word");
        (shown.Value, shown.IsSet, shown.IsSecret).ShouldBe((null, true, true));
        await using var db = app.CreateDb();
        (await db.Set<Setting>().SingleAsync(s => s.Key == "Probe:Word", ct)).Value.ShouldNotContain("sesame");
        (await AuditAsync("Probe__Word"))[0].Details.ShouldBe("– → ••••");
    }

    [Fact]
    public async Task What_is_read_at_start_only_is_listed_without_its_secrets()
    {
        var folder = await app.GetAsync("BlazorMedia__DataDirectory");
        var password = await app.GetAsync("Accounts__FirstAdmin__Password");

        (folder.Value, folder.MayChange).ShouldBe((app.DataDirectory, false));
        (password.Value, password.IsSet, password.IsSecret).ShouldBe((null, true, true));
        (await app.GetAsync("Backup__Passphrase")).IsSecret.ShouldBeTrue("a text that nobody marked is not shown");
        (await app.GetAsync("Streams__RingDirectory")).IsSecret.ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_needs_the_scope_and_half_of_it_only_reads()
    {
        using var stranger = await app.CreateApiClientAsync("streams");
        using var reader = await app.CreateApiClientAsync("settings:read");

        (await stranger.GetAsync("/api/v1/settings", ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await reader.GetAsync("/api/v1/settings", ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reader.PutAsync("/api/v1/settings", new StringContent("{}", null, "application/json"), ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<bool> ApplyAsync() => app.Services.GetRequiredService<SettingsStore>().ApplyAsync(app.Services, ct);

    private async Task RemoveAsync(string key)
    {
        await using var db = app.CreateDb();
        await db.Set<Setting>().Where(s => s.Key == key).ExecuteDeleteAsync(ct);
    }

    private async Task<List<AuditEntry>> AuditAsync(string subject)
    {
        await using var db = app.CreateDb();
        return await db.Set<AuditEntry>().AsNoTracking().Where(a => a.Action == "settings.changed" && a.Subject == subject).OrderByDescending(a => a.At).ThenByDescending(a => a.Id).ToListAsync(ct);
    }
}
