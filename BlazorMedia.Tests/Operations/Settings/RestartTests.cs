using System.Collections.Concurrent;
using System.Net.Http.Json;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Operations.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorMedia.Tests.Operations.Settings;

/// <summary>The program as a process, with what only a process can show: its environment and its death.</summary>
public sealed class RestartTests
{
    private readonly CancellationToken ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_setting_outlives_a_kill_the_environment_wins_and_a_collector_is_sent_metrics_and_traces()
    {
        var received = new ConcurrentDictionary<string, string?>();
        await using var collector = await CollectAsync(received);
        await using var app = await AppProcess.StartAsync(
            ("Streams:StallSeconds", "7"), ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"), ("OTEL_BSP_SCHEDULE_DELAY", "500"));
        (await app.Client.PutAsJsonAsync("/api/v1/settings", new { values = new { Streams__RingSeconds = 77 } }, ct)).EnsureSuccessStatusCode();

        await Eventually.TrueAsync(() => received.ContainsKey("/v1/metrics") && received.ContainsKey("/v1/traces"), "both are sent");
        received["/v1/metrics"].ShouldBe("application/x-protobuf");
        await app.KillAsync();
        await app.StartAgainAsync();

        var settings = (await app.Client.GetFromJsonAsync<SettingsList>("/api/v1/settings", ct))!.Items.ToDictionary(s => s.Key);
        (settings["Streams__RingSeconds"].Value, settings["Streams__RingSeconds"].Source).ShouldBe(("77", "stored"));
        (settings["Streams__StallSeconds"].Value, settings["Streams__StallSeconds"].Source, settings["Streams__StallSeconds"].IsLocked).ShouldBe(("7", "environment", true));
    }

    private static async Task<WebApplication> CollectAsync(ConcurrentDictionary<string, string?> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.Run(http =>
        {
            received[http.Request.Path] = http.Request.ContentType;
            return Task.CompletedTask;
        });
        await collector.StartAsync();
        return collector;
    }
}
