using Microsoft.Extensions.Configuration.Json;

namespace BlazorMedia.Web.Platform.Settings;

/// <summary>
/// What administrators have set, as the lowest part of the configuration: the environment, files and the command line win, so that whoever
/// starts the program always has the last word. Empty until the database can be read.
/// </summary>
internal sealed class StoredSettings : ConfigurationProvider, IConfigurationSource
{
    // Configuration managers build a source anew whenever one is added; the values must outlive that.
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public IReadOnlyDictionary<string, string?> Values => (IReadOnlyDictionary<string, string?>)Data;

    /// <summary>Takes the place of all former values; every reader of an <c>IOptionsMonitor</c> has the new ones when this returns.</summary>
    /// <param name="values">By key with colons.</param>
    /// <returns>False when they are what they were.</returns>
    public bool Replace(IReadOnlyDictionary<string, string?> values)
    {
        if (values.Count == Data.Count && values.All(v => Data.TryGetValue(v.Key, out var had) && had == v.Value)) return false;
        Data = new Dictionary<string, string?>(values, StringComparer.OrdinalIgnoreCase);
        OnReload();
        return true;
    }

    public static void AddTo(WebApplicationBuilder builder)
    {
        var stored = new StoredSettings();
        // What is typed into a file while the app runs would count without having been checked, and half of it only at the next start.
        foreach (var file in builder.Configuration.Sources.OfType<JsonConfigurationSource>()) file.ReloadOnChange = false;
        builder.Configuration.Sources.Insert(0, stored);
        builder.Services.AddSingleton(stored);
    }
}
