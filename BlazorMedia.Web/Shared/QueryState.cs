using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace BlazorMedia.Web.Shared;

/// <summary>Filters and views live in the address, so that a reload, a bookmark and a sent link show the same.</summary>
internal sealed class QueryState(NavigationManager navigation)
{
    /// <summary>The value of the current address; null when it is absent or empty.</summary>
    public string? Get(string name) =>
        QueryHelpers.ParseQuery(new Uri(navigation.Uri).Query).TryGetValue(name, out var values) && !string.IsNullOrEmpty(values) ? values.ToString() : null;

    public int? GetInt(string name) => int.TryParse(Get(name), out var value) ? value : null;

    /// <summary>True when any of them is in the address: there is something to clear.</summary>
    public bool Any(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Get(name) is not null) return true;
        }
        return false;
    }

    /// <summary>Replaces the history entry: the back button leaves the page instead of undoing every letter. Null or empty removes the name.</summary>
    public void Set(string name, string? value) => Set(new Dictionary<string, object?> { [name] = value });

    /// <summary>Several at once, in one navigation.</summary>
    public void Set(IReadOnlyDictionary<string, object?> values)
    {
        var clean = values.ToDictionary(v => v.Key, v => v.Value is "" ? null : v.Value);
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(clean), new NavigationOptions { ReplaceHistoryEntry = true });
    }

    public void Clear(params string[] names) => Set(names.ToDictionary(n => n, _ => (object?)null));
}
