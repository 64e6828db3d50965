using Microsoft.AspNetCore.Components;

namespace BlazorMedia.Web.Shared.Lists;

/// <summary>
/// A real table: 40 px rows, a heading that stays, cards on a phone. Sorting and paging are the server's work:
/// the page reloads its <see cref="Items"/> when it is told to.
/// </summary>
public sealed partial class DataTable<T>
{
    private readonly List<TableColumn<T>> columns = [];

    /// <summary>Null while they are loading: shows <see cref="SkeletonRows"/> grey rows.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<T>? Items { get; set; }

    /// <summary><c>TableColumn</c> elements. The first one names the row and carries its link.</summary>
    [Parameter, EditorRequired] public RenderFragment? Columns { get; set; }

    /// <summary>What the table lists, for screen readers.</summary>
    [Parameter] public string? Label { get; set; }

    [Parameter] public string? SortKey { get; set; }

    [Parameter] public bool Descending { get; set; }

    [Parameter] public EventCallback<(string Key, bool Descending)> SortChanged { get; set; }

    /// <summary>Where a click on the row leads; the first column must then hold no link of its own.</summary>
    [Parameter] public Func<T, string>? RowHref { get; set; }

    /// <summary>Instead of <see cref="RowHref"/>: what a click on the row does.</summary>
    [Parameter] public EventCallback<T> RowClicked { get; set; }

    /// <summary>Given, each row has a box to choose it; the table adds to the set and takes from it.</summary>
    [Parameter] public ISet<T>? Chosen { get; set; }

    [Parameter] public EventCallback ChosenChanged { get; set; }

    /// <summary>What can be done with the chosen rows; stands above the table while there are some.</summary>
    [Parameter] public RenderFragment? BulkActions { get; set; }

    /// <summary>True for the row that a drawer shows.</summary>
    [Parameter] public Func<T, bool>? IsSelected { get; set; }

    /// <summary><c>bm-menu-item</c> buttons and links of one row.</summary>
    [Parameter] public RenderFragment<T>? RowMenu { get; set; }

    /// <summary>Stands in place of a table without rows.</summary>
    [Parameter] public RenderFragment? Empty { get; set; }

    /// <summary>Below the table, usually a <c>Pager</c>.</summary>
    [Parameter] public RenderFragment? Footer { get; set; }

    [Parameter] public int SkeletonRows { get; set; } = 8;

    private bool AllChosen => Items is { Count: > 0 } && Items.All(i => Chosen!.Contains(i));

    internal Task ChooseAsync(T item, bool isChosen)
    {
        _ = isChosen ? Chosen!.Add(item) : Chosen!.Remove(item);
        StateHasChanged();
        return ChosenChanged.InvokeAsync();
    }

    private Task ChooseAllAsync(bool isChosen)
    {
        if (isChosen) Chosen!.UnionWith(Items ?? []);
        else Chosen!.Clear();
        return ChosenChanged.InvokeAsync();
    }

    internal void Add(TableColumn<T> column) => columns.Add(column);

    internal void Remove(TableColumn<T> column) => columns.Remove(column);

    private string? SortOf(TableColumn<T> column) =>
        column.SortKey is null || column.SortKey != SortKey ? null : Descending ? "descending" : "ascending";

    private Task SortAsync(string key) => SortChanged.InvokeAsync((key, key == SortKey && !Descending));
}
