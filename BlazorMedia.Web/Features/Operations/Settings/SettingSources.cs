using BlazorMedia.Web.Platform.Settings;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace BlazorMedia.Web.Features.Operations.Settings;

/// <summary>Where a value comes from.</summary>
internal enum SettingSource
{
    Default,

    /// <summary>Set by an administrator here.</summary>
    Stored,

    Environment,

    CommandLine,

    File,

    /// <summary>Given by whoever hosts the program (a test).</summary>
    Host,
}

/// <summary>Tells which part of the configuration has the last word on a key.</summary>
internal sealed class SettingSources(IConfiguration configuration)
{
    /// <returns>With the file's name where it is one.</returns>
    public (SettingSource Source, string? File) Of(string path) =>
        configuration is IConfigurationRoot root && Winner(root.Providers, path) is { } winner ? Name(winner) : (SettingSource.Default, null);

    /// <summary>True: what is stored would not count.</summary>
    public bool IsLocked(string path) => Of(path).Source is not (SettingSource.Default or SettingSource.Stored);

    private static IConfigurationProvider? Winner(IEnumerable<IConfigurationProvider> providers, string path)
    {
        foreach (var provider in providers.Reverse())
        {
            if (provider is ChainedConfigurationProvider { Configuration: IConfigurationRoot inner })
            {
                if (Winner(inner.Providers, path) is { } found) return found;
            }
            else if (provider.TryGet(path, out var value) && value is not null)
            {
                return provider;
            }
        }
        return null;
    }

    private static (SettingSource Source, string? File) Name(IConfigurationProvider provider) => provider switch
    {
        StoredSettings => (SettingSource.Stored, null),
        EnvironmentVariablesConfigurationProvider => (SettingSource.Environment, null),
        CommandLineConfigurationProvider => (SettingSource.CommandLine, null),
        JsonConfigurationProvider json => (SettingSource.File, Path.GetFileName(json.Source.Path)),
        _ => (SettingSource.Host, null),
    };
}
