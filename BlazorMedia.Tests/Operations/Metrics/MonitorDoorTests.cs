using System.Net;
using System.Net.Http.Json;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Operations.Metrics;
using BlazorMedia.Web.Platform.Health;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Operations.Metrics;

public sealed class MonitorDoorTests(MonitorDoorTests.Fixture app) : IClassFixture<MonitorDoorTests.Fixture>
{
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_monitor_on_this_machine_reads_metrics_of_everything()
    {
        using var client = app.CreateClient();
        await client.GetAsync("/health/live", ct);

        using var answer = await client.GetAsync("/metrics", ct);

        answer.Content.Headers.ContentType!.ToString().ShouldBe(PrometheusText.ContentType);
        var read = PrometheusReader.Read(await answer.Content.ReadAsStringAsync(ct));
        read.Types["http_server_request_duration_seconds"].ShouldBe("histogram");
        foreach (var name in (string[])["process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds", "process_start_time_seconds", "blazormedia_disk_free_bytes", "dotnet_process_memory_working_set_bytes", "kestrel_active_connections", "blazormedia_recording_tasks_running"])
            read.Types.Keys.ShouldContain(name);
        read.Samples["""blazormedia_streams{state="live"}"""].ShouldBe(0);
        read.Samples["process_resident_memory_bytes"].ShouldBeGreaterThan(1_000_000);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/health/ready")]
    public async Task What_a_proxy_forwards_needs_a_key(string door)
    {
        using var stranger = app.CreateClient();
        stranger.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var other = await app.CreateApiClientAsync("streams");
        using var monitor = await app.CreateApiClientAsync("metrics");
        monitor.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");

        (await stranger.GetAsync(door, ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await other.GetAsync(door, ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "a key counts in place of the network");
        (await monitor.GetAsync(door, ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ready_names_what_is_missing()
    {
        using var client = app.CreateClient();
        (await client.GetFromJsonAsync<Readiness>("/health/ready", ct))!.Status.ShouldBe("ready");

        app.IsReady = false;
        using var answer = await client.GetAsync("/health/ready", ct);
        app.IsReady = true;

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var missing = await answer.Content.ReadFromJsonAsync<Readiness>(ct);
        (missing!.Status, missing.Failing.Single()).ShouldBe(("not_ready", "tests.part"));
    }

    public sealed class Fixture : AppFixture
    {
        public bool IsReady { get; set; } = true;

        protected override void ConfigureServices(IServiceCollection services) =>
            services.AddSingleton(new ReadinessPart("tests.part", (_, _) => IsReady ? Task.FromResult(true) : throw new IOException("away")));
    }
}
