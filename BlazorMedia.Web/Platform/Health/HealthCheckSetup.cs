using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorMedia.Web.Platform.Health;

/// <summary>
/// How a feature brings a health check along. The check is an ordinary <see cref="IHealthCheck"/>; its result carries a code under
/// <see cref="Code"/>, so that the page can say it in the reader's language.
/// </summary>
internal static class HealthCheckSetup
{
    /// <summary>Key in the result's data: the code of the finding, for example <c>nearly_full</c>.</summary>
    public const string Code = "code";

    /// <summary>Key in the result's data: what the finding's words are filled with.</summary>
    public const string Arguments = "arguments";

    /// <typeparam name="TCheck">The check; one for as long as the app runs, so that it may remember what it saw.</typeparam>
    /// <typeparam name="TText">Resources that hold <c>health.{key}</c> (title), <c>health.{key}.{code}</c> (what is found) and <c>health.{key}.{code}.todo</c> (what to do).</typeparam>
    /// <param name="key">Dotted and stable, for example <c>streams.ring</c>.</param>
    public static void AddHealthCheck<TCheck, TText>(this IServiceCollection services, string key, HealthCheckTraits? traits = null)
        where TCheck : class, IHealthCheck
    {
        services.TryAddSingleton<TCheck>();
        services.AddHealthChecks().AddCheck<TCheck>(key);
        services.AddSingleton(new HealthCheckWords(key, typeof(TText), traits ?? new HealthCheckTraits()));
    }

    public static HealthCheckResult Well() => HealthCheckResult.Healthy();

    /// <summary>All is well, and there is a fact to show: a version, a size.</summary>
    public static HealthCheckResult Well(string code, string sentence, params object[] arguments) => HealthCheckResult.Healthy(sentence, Data(code, arguments));

    /// <summary>Something needs a person, but the system still does its work.</summary>
    /// <param name="sentence">English, for programs and logs.</param>
    /// <param name="arguments">Plain values; <see cref="TimeSpan"/>, <see cref="DateTimeOffset"/> and <see cref="ByteCount"/> are shown as people read them.</param>
    public static HealthCheckResult Warn(string code, string sentence, params object[] arguments) => HealthCheckResult.Degraded(sentence, data: Data(code, arguments));

    /// <summary>Something does not work.</summary>
    public static HealthCheckResult Bad(string code, string sentence, params object[] arguments) => HealthCheckResult.Unhealthy(sentence, data: Data(code, arguments));

    private static Dictionary<string, object> Data(string code, object[] arguments) => new() { [Code] = code, [Arguments] = arguments };
}

/// <summary>Whose texts say what a check found.</summary>
internal sealed record HealthCheckWords(string Key, Type Text, HealthCheckTraits Traits);

/// <summary>An argument of a finding that is a number of bytes.</summary>
internal readonly record struct ByteCount(long Bytes);
