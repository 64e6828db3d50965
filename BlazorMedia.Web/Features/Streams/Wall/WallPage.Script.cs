using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace BlazorMedia.Web.Features.Streams.Wall;

/// <summary>The part that the browser does: dragging, full screen, sound of one at a time.</summary>
public sealed partial class WallPage
{
    private ElementReference root;
    private DotNetObjectReference<WallPage>? self;
    private IJSObjectReference? script;
    private bool isMounting;
    private bool isDisposed;

    [Inject] internal IJSRuntime Script { get; init; } = default!;

    /// <summary>Called when a tile was dropped on another place, or moved by the keyboard.</summary>
    [JSInvokable]
    public async Task SwapAsync(int from, int to)
    {
        await SaveAsync(wall.Name, wall.Columns, places.Swap(from, to));
        StateHasChanged();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!isLoaded || isMounting || Use.Streams.All.Count == 0) return;
        isMounting = true;
        try
        {
            await using var module = await Script.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/player.js"]);
            self = DotNetObjectReference.Create(this);
            script = await module.InvokeAsync<IJSObjectReference>("mountWall", root, self);
            if (isDisposed) await DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the page is gone already
        }
    }

    private async Task FullScreenAsync()
    {
        if (script is not null) await script.InvokeVoidAsync("toggleFull");
    }

    public async ValueTask DisposeAsync()
    {
        isDisposed = true;
        subscription?.Dispose();
        Navigation.LocationChanged -= OnLocationChanged;
        self?.Dispose();
        GC.SuppressFinalize(this);
        if (script is null) return;
        try
        {
            await script.InvokeVoidAsync("dispose");
            await script.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the browser has left
        }
    }
}
