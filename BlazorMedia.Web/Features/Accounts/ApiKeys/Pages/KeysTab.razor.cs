using System.Globalization;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys.Pages;

/// <summary>The keys; what is filtered and open stands in the address.</summary>
public sealed partial class KeysTab : ComponentBase, IDisposable
{
    private const int PageSize = 50;

    private readonly CancellationTokenSource leaving = new();
    private KeyList? keys;
    private IReadOnlyDictionary<string, int> counts = new Dictionary<string, int>();
    private KeyDto? open;
    private Exception? fault;
    private (KeyFilter Filter, int Number)? loaded;

    [Parameter] public string? Search { get; set; }

    [Parameter] public string? State { get; set; }

    /// <summary>Of the page, from 1.</summary>
    [Parameter] public int Number { get; set; } = 1;

    /// <summary>The id of the key in the drawer, or <c>new</c>.</summary>
    [Parameter] public string? Selected { get; set; }

    [Inject] internal ListKeys Keys { get; init; } = default!;

    [Inject] internal QueryState Query { get; init; } = default!;

    [Inject] internal IStringLocalizer<KeysText> Text { get; init; } = default!;

    private KeyFilter Filter => new(string.IsNullOrEmpty(Search) ? null : Search, KeyFilter.States.Contains(State) ? State : null);

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (loaded != (Filter, Number)) await LoadAsync();
        else await OpenAsync();
    }

    private async Task LoadAsync()
    {
        loaded = (Filter, Number);
        try
        {
            (keys, counts) = (await Keys.HandleAsync(Filter, Number, PageSize, leaving.Token), await Keys.CountAsync(leaving.Token));
            fault = null;
            await OpenAsync();
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // the page is gone
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException)
        {
            fault = exception;
        }
    }

    private async Task OpenAsync() => open = Guid.TryParse(Selected, out var id) ? await Keys.FindAsync(id, leaving.Token) : null;

    private void SetFilter(string name, string? value) => Query.Set(new Dictionary<string, object?> { [name] = value, ["page"] = null });

    private void GoTo(int number) => Query.Set("page", number > 1 ? number.ToString(CultureInfo.InvariantCulture) : null);

    private void CloseAsync() => Query.Set("id", null);
}
