using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BlazorMedia.Web.Features.Operations.Metrics;

/// <summary>
/// Sends metrics and traces to a collector when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one; the other standard variables (protocol, headers,
/// service name) are read by OpenTelemetry itself. Off otherwise: nothing is made and nothing costs.
/// </summary>
internal sealed partial class OtlpExport(IConfiguration environment, ILogger<OtlpExport> logger) : IHostedService, IDisposable
{
    public const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "BlazorMedia.*"];

    private MeterProvider? metrics;
    private TracerProvider? traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (environment[EndpointKey] is not { Length: > 0 } endpoint) return Task.CompletedTask;
        // What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say comes after this and wins.
        var resource = ResourceBuilder.CreateEmpty().AddService("blazormedia").AddTelemetrySdk().AddEnvironmentVariableDetector();
        metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter([.. MetricsCollector.Framework, MetricsCollector.Ours + "*"]).AddOtlpExporter().Build();
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter().Build();
        LogOn(endpoint);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Disposing sends what waits.
    public void Dispose()
    {
        metrics?.Dispose();
        traces?.Dispose();
        (metrics, traces) = (null, null);
    }

    [LoggerMessage(LogLevel.Information, "Metrics and traces are sent to {Endpoint}")]
    private partial void LogOn(string endpoint);
}
