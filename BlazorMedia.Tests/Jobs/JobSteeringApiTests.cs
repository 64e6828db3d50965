using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorMedia.Domain.Accounts;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Jobs;
using BlazorMedia.Web.Features.Jobs.Failures;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Jobs;

public sealed class JobSteeringFixture : JobApiFixture
{
    protected override void Configure(IDictionary<string, string?> settings) => settings["Logging:LogLevel:BlazorMedia.Tests"] = "Information";

    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.AddJob<TalkingJob, ProbeInput>().AddScheduledJob<FailingScheduledJob>();
    }
}

/// <summary>Schedules, kinds, runs, nodes and failures over the wire.</summary>
public sealed class JobSteeringApiTests(JobSteeringFixture app) : IClassFixture<JobSteeringFixture>
{
    private const string Schedule = "/api/v1/jobs/schedules/test.failing-scheduled";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_schedule_is_previewed_changed_paused_resumed_run_and_set_back()
    {
        using var client = app.CreateApiClient();
        var preview = await client.GetFromJsonAsync<JsonElement>($"{Schedule}/preview?cron=30%203%20*%20*%20*", Ct);
        preview.GetProperty("times").GetArrayLength().ShouldBe(5);
        (await FindAsync(client)).GetProperty("isChanged").GetBoolean().ShouldBeFalse();

        (await client.PutAsJsonAsync($"{Schedule}/schedule", new { cron = "30 3 * * *" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.PutAsync($"{Schedule}/pause", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var changed = await FindAsync(client);
        (changed.GetProperty("cron").GetString(), changed.GetProperty("isChanged").GetBoolean(), changed.GetProperty("isPaused").GetBoolean()).ShouldBe(("30 3 * * *", true, true));

        (await client.DeleteAsync($"{Schedule}/pause", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.DeleteAsync($"{Schedule}/schedule", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.PostAsync($"{Schedule}/runs", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Eventually.TrueAsync(async () => (await FindAsync(client)).GetProperty("lastOutcome").GetString() == "succeeded", "it ran");
        (await FindAsync(client)).GetProperty("everySeconds").GetDouble().ShouldBe(86_400);
    }

    [Theory]
    [InlineData("61 3 * * *", null, "jobs.cron_invalid")]
    [InlineData(null, 3L, "jobs.interval_invalid")]
    [InlineData("30 3 * * *", 60L, "jobs.rhythm_missing")]
    public async Task A_wrong_rhythm_is_refused_with_its_code_and_changes_nothing(string? cron, long? everySeconds, string code)
    {
        using var client = app.CreateApiClient();

        using var answer = await client.PutAsJsonAsync($"{Schedule}/schedule", new { cron, everySeconds }, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString().ShouldBe(code);
        (await FindAsync(client)).GetProperty("isChanged").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Retries_of_a_kind_are_changed_and_set_back()
    {
        using var client = app.CreateApiClient();

        (await client.PutAsJsonAsync("/api/v1/jobs/kinds/test.held/retries", new { retries = 2, firstPauseSeconds = 60 }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.PutAsJsonAsync("/api/v1/jobs/kinds/test.held/retries", new { retries = 99, firstPauseSeconds = 0 }, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var kind = await KindAsync(client);
        (kind.GetProperty("retries").GetInt32(), kind.GetProperty("firstPauseSeconds").GetDouble(), kind.GetProperty("isChanged").GetBoolean()).ShouldBe((2, 60d, true));

        (await client.DeleteAsync("/api/v1/jobs/kinds/test.held/retries", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await KindAsync(client)).GetProperty("isChanged").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_tells_its_lines_its_input_and_its_outcome()
    {
        using var client = app.CreateApiClient();
        app.Probe.Release();
        await app.Services.GetRequiredService<IJobQueue>().EnqueueAsync<TalkingJob, ProbeInput>(new("zoe"), "zoe", Ct);

        var id = await Eventually.GetAsync(async () => await RunIdAsync(client), "it is in the history");
        var run = await client.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/runs/{id}", Ct);
        (run.GetProperty("outcome").GetString(), run.GetProperty("input").GetString()).ShouldBe(("succeeded", "{\"name\":\"zoe\"}"));
        (await client.GetStringAsync($"/api/v1/jobs/runs/{id}/log", Ct)).ShouldContain("Said by zoe");
        (await client.GetAsync("/api/v1/jobs/runs/nothing", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/api/v1/jobs/runs/nothing/log", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Numbers_and_nodes_are_told()
    {
        using var client = app.CreateApiClient();

        var figures = await client.GetFromJsonAsync<JsonElement>("/api/v1/jobs/statistics?hours=48", Ct);
        figures.GetProperty("hours").GetArrayLength().ShouldBe(48);
        figures.TryGetProperty("waiting", out _).ShouldBeTrue();
        (await client.GetAsync("/api/v1/jobs/statistics?hours=0", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var node = (await client.GetFromJsonAsync<JsonElement>("/api/v1/jobs/nodes", Ct)).GetProperty("items").EnumerateArray().Single();
        (node.GetProperty("isThis").GetBoolean(), node.GetProperty("isAlive").GetBoolean()).ShouldBe((true, true));
    }

    [Fact]
    public async Task Failures_are_discarded_one_by_one_and_all_at_once()
    {
        using var client = app.CreateApiClient();
        var log = app.Services.GetRequiredService<JobFailureLog>();
        foreach (var name in new[] { "x", "y", "z" }) await log.RecordAsync("test.failing", name, "{\"name\":\"x\"}", new IOException("no"), 1, Ct);
        var first = (await log.ListAsync(0, 1, Ct)).Single().Id;

        (await client.DeleteAsync($"/api/v1/jobs/failed/{first}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.DeleteAsync($"/api/v1/jobs/failed/{first}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var all = await client.DeleteAsync("/api/v1/jobs/failed", Ct);

        (await all.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("count").GetInt32().ShouldBe(2);
        (await log.CountAsync(Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task An_operator_reads_everything_and_steers_nothing()
    {
        using var reader = await SignInAsOperatorAsync();

        foreach (var path in new[] { "", "/statistics", "/schedules", "/kinds", "/nodes" })
            (await reader.GetAsync($"/api/v1/jobs{path}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
        foreach (var (method, path) in new[]
        {
            ("POST", "/failed/retries"), ("DELETE", "/failed"), ("DELETE", "/x"), ("POST", "/schedules/test.failing-scheduled/runs"),
            ("PUT", "/schedules/test.failing-scheduled/pause"), ("DELETE", "/schedules/test.failing-scheduled/schedule"), ("DELETE", "/kinds/test.held/retries"),
        })
            (await reader.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"/api/v1/jobs{path}"), Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
    }

    [Theory]
    [InlineData("POST", "schedules/no.such/runs")]
    [InlineData("PUT", "schedules/no.such/pause")]
    [InlineData("DELETE", "schedules/test.held/schedule")] // a job without a rhythm
    [InlineData("GET", "schedules/no.such/preview?everySeconds=60")]
    [InlineData("DELETE", "kinds/no.such/retries")]
    [InlineData("POST", "failed/not-an-id/retries")]
    public async Task What_does_not_exist_is_not_found(string method, string path)
    {
        using var client = app.CreateApiClient();

        (await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"/api/v1/jobs/{path}"), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<HttpClient> SignInAsOperatorAsync()
    {
        const string email = "olga@example.org";
        using var scope = app.Services.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var user = new AppUser { UserName = email, Email = email };
        (await users.CreateAsync(user, AppFixture.AdminPassword)).Succeeded.ShouldBeTrue();
        (await users.AddToRoleAsync(user, Roles.Operator)).Succeeded.ShouldBeTrue();
        return await app.SignInAsync(email);
    }

    private static async Task<string?> RunIdAsync(HttpClient client)
    {
        var list = await client.GetFromJsonAsync<JsonElement>("/api/v1/jobs?state=finished&job=test.talking", Ct);
        return list.GetProperty("items").EnumerateArray().Select(j => j.GetProperty("id").GetString()).FirstOrDefault();
    }

    private static async Task<JsonElement> FindAsync(HttpClient client) => await OneAsync(client, "schedules", "test.failing-scheduled");

    private static async Task<JsonElement> KindAsync(HttpClient client) => await OneAsync(client, "kinds", "test.held");

    private static async Task<JsonElement> OneAsync(HttpClient client, string list, string key) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{list}", Ct)).GetProperty("items").EnumerateArray().Single(i => i.GetProperty("key").GetString() == key);
}
