using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace BlazorMedia.Web.Shared;

/// <summary>Filters and views live in the address, so that a reload, a bookmark and a sent link show the same. One per circuit.</summary>
internal sealed class QueryState : IDisposable
{
    private readonly NavigationManager navigation;

    // The browser confirms a navigation later; until then this is the truth, or a page would redraw with its old filters.
    private Uri? ahead;

    public QueryState(NavigationManager navigation)
    {
        this.navigation = navigation;
        navigation.LocationChanged += OnLocationChanged;
    }

    /// <summary>Raised when the address changed by other means than <see cref="Set(string, string?)"/>: the back button, a link to the same page.</summary>
    public event Action? Changed;

    private Uri Address => ahead ?? new Uri(navigation.Uri);

    /// <summary>The value of the current address; null when it is absent or empty.</summary>
    public string? Get(string name) =>
        QueryHelpers.ParseQuery(Address.Query).TryGetValue(name, out var values) && !string.IsNullOrEmpty(values) ? values.ToString() : null;

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
        ahead = new Uri(navigation.GetUriWithQueryParameters(Address.AbsoluteUri, clean));
        navigation.NavigateTo(ahead.AbsoluteUri, new NavigationOptions { ReplaceHistoryEntry = true });
    }

    public void Clear(params string[] names) => Set(names.ToDictionary(n => n, _ => (object?)null));

    public void Dispose() => navigation.LocationChanged -= OnLocationChanged;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        var now = new Uri(change.Location);
        var expected = ahead is not null && ahead.AbsolutePath == now.AbsolutePath;
        // an earlier one of several quick changes is reported while the last is still on its way
        if (!expected || ahead == now) ahead = null;
        if (!expected) Changed?.Invoke();
    }
}
