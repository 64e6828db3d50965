using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Platform.Security;
using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Streams.Wall;

/// <summary>Live pictures as a person arranged them. Every change is saved at once; the first one makes the proposed wall their own.</summary>
public sealed partial class WallPage : ComponentBase, IAsyncDisposable
{
    private IReadOnlyList<WallLayout> walls = [];
    private WallLayout wall = new();
    private WallPlaces places = WallPlaces.Parse("", 2);
    private string name = "";
    private string me = "";
    private bool isLoaded;
    private IDisposable? subscription;

    [Inject] internal WallPageServices Use { get; init; } = default!;

    [Inject] internal QueryState Query { get; init; } = default!;

    [Inject] internal NavigationManager Navigation { get; init; } = default!;

    [Inject] internal AuthenticationStateProvider Person { get; init; } = default!;

    [Inject] internal IStringLocalizer<WallText> Text { get; init; } = default!;

    protected override async Task OnInitializedAsync()
    {
        me = (await CurrentUser.OfAsync(Person)).Id ?? "";
        subscription = Use.Topics.Subscribe(LiveStreams.ListTopic, () => InvokeAsync(StateHasChanged));
        Navigation.LocationChanged += OnLocationChanged;
        await ReadAsync();
        isLoaded = true;
    }

    private void OnLocationChanged(object? sender, Microsoft.AspNetCore.Components.Routing.LocationChangedEventArgs e) => _ = InvokeAsync(async () =>
    {
        await ReadAsync();
        StateHasChanged();
    });

    private async Task ReadAsync()
    {
        walls = await Use.Walls.ListAsync(me, CancellationToken.None);
        Show(walls.FirstOrDefault(w => w.Id.ToString() == Query.Get("id")) ?? (walls.Count > 0 ? walls[0] : Proposed()));
    }

    private void Show(WallLayout shown)
    {
        wall = shown;
        places = WallPlaces.Parse(shown.Places, shown.Columns);
        name = shown.Name;
    }

    private WallLayout Proposed()
    {
        var streams = Use.Streams.All.Where(s => s.Path.Enabled).Select(s => s.Id).ToList();
        var columns = streams.Count switch { <= 4 => 2, <= 9 => 3, _ => 4 };
        return new WallLayout { Name = Text["Proposed"], Columns = columns, Places = WallPlaces.Filled(streams, columns).ToString() };
    }

    private Task PutAsync(int place, Guid? stream) => SaveAsync(wall.Name, wall.Columns, places.Put(place, stream));

    private Task ResizeAsync(int columns) => SaveAsync(wall.Name, columns, places.Resize(columns));

    private Task RenameAsync() => SaveAsync(name, wall.Columns, places);

    private async Task SaveAsync(string title, int columns, WallPlaces changed)
    {
        var saved = wall.Id == Guid.Empty
            ? await Use.Walls.CreateAsync(me, title, columns, changed, CancellationToken.None)
            : await Use.Walls.SaveAsync(me, wall.Id, title, columns, changed, CancellationToken.None);
        await ShowAsync(saved);
    }

    private async Task AddAsync() => await ShowAsync(await Use.Walls.CreateAsync(me, Text["Another", walls.Count + 1], 2, WallPlaces.Parse("", 2), CancellationToken.None));

    private async Task DeleteAsync()
    {
        if (!await Use.Dialogs.ConfirmAsync(Text["Delete.Title", wall.Name], Text["Delete.Text"], Text["Delete"], danger: true)) return;
        var deleted = await Use.Walls.DeleteAsync(me, wall.Id, CancellationToken.None);
        if (!deleted.IsSuccess) Use.Toasts.Error(Text.Of(deleted.Refusal));
        Query.Set("id", null);
        await ReadAsync();
    }

    private async Task ShowAsync(Result<WallLayout> saved)
    {
        if (!saved.IsSuccess)
        {
            Use.Toasts.Error(Text.Of(saved.Refusal));
            return;
        }
        walls = await Use.Walls.ListAsync(me, CancellationToken.None);
        Show(saved.Value);
        if (Query.Get("id") != saved.Value.Id.ToString()) Query.Set("id", saved.Value.Id.ToString());
    }
}
