using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Platform.Settings;

namespace BlazorMedia.Web.Features.Operations.Settings;

/// <summary>The rules of a change: by the same checks as at start, on the configuration as it would be.</summary>
internal sealed class SettingsTools(SettingsCatalog catalog, SettingSources sources, SettingsStore store, IConfiguration configuration, IServiceProvider services)
{
    public SettingsCatalog Catalog => catalog;

    /// <summary>What counts now; null = the default.</summary>
    public string? ValueOf(SettingDefinition setting) => configuration[setting.Path] is { Length: > 0 } value ? value : null;

    public string Protect(SettingDefinition setting, string value) => store.Protect(setting, value);

    public Task ApplyAsync(CancellationToken ct) => store.ApplyAsync(services, ct);

    /// <summary>All at once.</summary>
    public List<Refusal> FindMistakes(IReadOnlyDictionary<string, string?> wishes)
    {
        if (wishes.Count == 0) return [SettingRefusals.Empty];
        List<Refusal> refusals = [.. wishes.Select(w => Refuse(w.Key, w.Value)).OfType<Refusal>()];
        var wished = wishes.Where(w => catalog.Find(w.Key) is not null).Select(w => (Key: catalog.Find(w.Key)!.Path, w.Value)).ToList();
        // A mistake that was there before and lies elsewhere must not keep this change from being made.
        var before = catalog.FindMistakes(services, configuration).Select(m => m.Sentence).ToHashSet();
        refusals.AddRange(catalog.FindMistakes(services, Wished(wished)).Where(m => !before.Contains(m.Sentence)).Select(m => Refusal(m, wishes.Keys)));
        return [.. refusals.DistinctBy(r => (r.Field, r.Code))];
    }

    private Refusal? Refuse(string key, string? value) =>
        catalog.Find(key) is not { } setting ? SettingRefusals.Unknown with { Message = $"{key} is no setting.", Field = key }
        : !setting.MayChange ? SettingRefusals.NeedsRestart with { Field = key }
        : sources.IsLocked(setting.Path) ? SettingRefusals.Locked with { Field = key }
        : value?.Length > Setting.MaxValueLength ? SettingRefusals.TooLong with { Field = key }
        : null;

    // Only what may change is laid over the present configuration; what is locked keeps its value.
    private IConfigurationRoot Wished(IEnumerable<(string Path, string? Value)> wishes)
    {
        var values = configuration.AsEnumerable().Where(v => v.Value is not null).ToDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (var (path, value) in wishes)
        {
            if (value is { Length: > 0 }) values[path] = value;
            else values.Remove(path);
        }
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }

    private static Refusal Refusal(SettingMistake mistake, IEnumerable<string> asked)
    {
        var refusal = mistake.Fault switch
        {
            SettingFault.Unreadable => SettingRefusals.Unreadable,
            SettingFault.OutOfRange => SettingRefusals.OutOfRange,
            SettingFault.Invalid => SettingRefusals.NotValid,
        };
        // As the caller wrote it, so that it finds its own field.
        var field = asked.FirstOrDefault(k => string.Equals(SettingsSection.KeyOf(k), mistake.Key, StringComparison.OrdinalIgnoreCase)) ?? mistake.Key;
        return refusal with { Message = mistake.Sentence, Field = field.Length == 0 ? null : field };
    }
}
