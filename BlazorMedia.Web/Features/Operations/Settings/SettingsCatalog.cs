using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Operations.Settings;

/// <summary>Every setting that the program has, by the options that features registered.</summary>
internal sealed class SettingsCatalog(IEnumerable<OptionsSection> sections)
{
    /// <summary>In the order of registration.</summary>
    public IReadOnlyList<SettingDefinition> All { get; } = [.. sections.SelectMany(SettingDefinition.Of).DistinctBy(d => d.Key, StringComparer.OrdinalIgnoreCase)];

    /// <param name="key">As in the environment, or with colons; case does not matter, as everywhere in configuration.</param>
    public SettingDefinition? Find(string key) => All.FirstOrDefault(d => string.Equals(d.Key, SettingsSection.KeyOf(key), StringComparison.OrdinalIgnoreCase));

    /// <summary>What would be wrong in that configuration.</summary>
    public IReadOnlyList<SettingMistake> FindMistakes(IServiceProvider services, IConfiguration configuration) => [.. sections.SelectMany(s => s.FindMistakes(services, configuration))];
}
