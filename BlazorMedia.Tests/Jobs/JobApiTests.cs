using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Jobs;

public class JobApiFixture : AppFixture
{
    internal Probe Probe => Services.GetRequiredService<Probe>();

    protected override void ConfigureServices(IServiceCollection services) =>
        services.AddSingleton<Probe>().AddJob<HeldJob, ProbeInput>().AddJob<FailingJob, ProbeInput>();
}

public sealed class JobApiTests(JobApiFixture app) : IClassFixture<JobApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Failed_work_is_listed_retried_and_then_finished()
    {
        using var client = app.CreateApiClient();
        app.Probe.FailuresLeft = 1;
        await EnqueueAsync<FailingJob>("a");

        var failed = await Eventually.GetAsync(() => FirstAsync(client, "failed"), "the failure is listed");
        failed.RootElement.GetProperty("error").GetString().ShouldBe("The disk said no to a");
        var id = failed.RootElement.GetProperty("id").GetString();
        (await client.PostAsync($"/api/v1/jobs/failed/{id}/retries", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await Eventually.TrueAsync(() => !app.Probe.Ended.IsEmpty, "it ran again");
        var finished = await Eventually.GetAsync(() => FirstAsync(client, "finished"), "it is in the history");
        finished.RootElement.GetProperty("key").GetString().ShouldBe("test.failing");
        (await client.PostAsync($"/api/v1/jobs/failed/{id}/retries", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Running_work_is_listed_and_can_be_cancelled()
    {
        using var client = app.CreateApiClient();
        await EnqueueAsync<HeldJob>("b");

        var running = await Eventually.GetAsync(() => FirstAsync(client, "running"), "it runs");
        running.RootElement.GetProperty("identity").GetString().ShouldBe("b");
        (await client.DeleteAsync($"/api/v1/jobs/{running.RootElement.GetProperty("id").GetString()}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await Eventually.TrueAsync(async () => await FirstAsync(client, "running") is null, "it stopped");
    }

    [Theory]
    [InlineData("state=odd", "jobs.state_invalid")]
    [InlineData("limit=0", "jobs.limit_invalid")]
    [InlineData("limit=201", "jobs.limit_invalid")]
    [InlineData("cursor=x", "jobs.cursor_invalid")]
    [InlineData("state=finished&outcome=odd", "jobs.outcome_invalid")]
    [InlineData("state=finished&outcome=1", "jobs.outcome_invalid")]
    [InlineData("state=finished&from=yesterday", "jobs.from_invalid")]
    [InlineData("state=finished&to=31.12.2026", "jobs.to_invalid")]
    public async Task A_wrong_query_is_refused_with_its_code(string query, string code)
    {
        using var client = app.CreateApiClient();

        using var answer = await client.GetAsync($"/api/v1/jobs?{query}", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString().ShouldBe(code);
    }

    [Theory]
    [InlineData("no-such-job")]
    [InlineData("w_x")]
    [InlineData("w_c2NoZWR1bGUKc3RyZWFtcy5yaW5nLWNsZWFu")] // a schedule's own trigger, which must stay
    public async Task Cancelling_what_does_not_exist_is_not_found(string id)
    {
        using var client = app.CreateApiClient();

        (await client.DeleteAsync($"/api/v1/jobs/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Neither_a_stranger_nor_a_key_without_the_scope_sees_jobs()
    {
        using var stranger = app.CreateClient();
        using var recorder = await app.CreateApiClientAsync("recordings");
        using var reader = await app.CreateApiClientAsync("jobs:read");

        (await stranger.GetAsync("/api/v1/jobs", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await recorder.GetAsync("/api/v1/jobs", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await reader.GetAsync("/api/v1/jobs", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reader.DeleteAsync("/api/v1/jobs/x", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task EnqueueAsync<TJob>(string identity)
        where TJob : class, IJob<ProbeInput> =>
        app.Services.GetRequiredService<IJobQueue>().EnqueueAsync<TJob, ProbeInput>(new ProbeInput(identity), identity, Ct);

    private static async Task<JsonDocument?> FirstAsync(HttpClient client, string state)
    {
        var list = await client.GetFromJsonAsync<JsonElement>($"/api/v1/jobs?state={state}&limit=100", Ct);
        var ours = list.GetProperty("items").EnumerateArray().Where(j => j.GetProperty("key").GetString()!.StartsWith("test.", StringComparison.Ordinal)).ToList();
        return ours.Count == 0 ? null : JsonDocument.Parse(ours[0].GetRawText());
    }
}
