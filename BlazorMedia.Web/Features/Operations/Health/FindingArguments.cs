using System.Globalization;
using System.Text.Json;
using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Platform.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>A value in the words of a finding, with its kind, so that each reader sees it in the own language and zone.</summary>
/// <param name="Kind"><c>bytes</c>, <c>span</c> (seconds), <c>time</c>, <c>number</c> or <c>text</c>.</param>
internal sealed record FindingArgument(string Kind, string Value)
{
    private const int MaxTextLength = 200;

    public static FindingArgument Of(object? value) => value switch
    {
        ByteCount count => new("bytes", count.Bytes.ToString(CultureInfo.InvariantCulture)),
        TimeSpan span => new("span", span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)),
        DateTimeOffset time => new("time", time.ToString("O", CultureInfo.InvariantCulture)),
        int or long or short or double or float or decimal => new("number", Convert.ToString(value, CultureInfo.InvariantCulture)!),
        _ => new("text", Cut(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", MaxTextLength)),
    };

    public static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

/// <summary>From what a check returns to what is kept.</summary>
internal static class FindingArguments
{
    public static HealthFinding ToFinding(this HealthCheckResult result)
    {
        var arguments = result.Data.GetValueOrDefault(HealthCheckSetup.Arguments) as object[] ?? [];
        var json = JsonSerializer.Serialize(arguments.Select(FindingArgument.Of));
        return new HealthFinding(
            StatusOf(result.Status), result.Data.GetValueOrDefault(HealthCheckSetup.Code) as string, json.Length <= HealthFinding.MaxArgumentsLength ? json : "[]",
            result.Description is { } sentence ? FindingArgument.Cut(sentence, HealthFinding.MaxSentenceLength) : null);
    }

    public static IReadOnlyList<FindingArgument> Read(string json) => JsonSerializer.Deserialize<List<FindingArgument>>(json) ?? [];

    private static Domain.Operations.HealthStatus StatusOf(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus status) => status switch
    {
        Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy => Domain.Operations.HealthStatus.Well,
        Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded => Domain.Operations.HealthStatus.Warning,
        Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy => Domain.Operations.HealthStatus.Bad,
    };
}
