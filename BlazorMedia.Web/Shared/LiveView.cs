using BlazorMedia.Web.Platform.Live;
using Microsoft.AspNetCore.Components;

namespace BlazorMedia.Web.Shared;

/// <summary>A page, or a part of one, that reads anew whenever one of its topics is published.</summary>
public abstract partial class LiveView(params string[] topics) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private readonly List<IDisposable> subscriptions = [];

    [Inject] internal LiveTopics Topics { get; init; } = default!;

    [Inject] internal ILogger<LiveView> Logger { get; init; } = default!;

    /// <summary>Why the last reading failed; null when it succeeded.</summary>
    protected Exception? Fault { get; private set; }

    /// <summary>There is something to show, if perhaps not the latest.</summary>
    protected bool Loaded { get; private set; }

    protected CancellationToken Leaving => leaving.Token;

    public void Dispose()
    {
        foreach (var subscription in subscriptions) subscription.Dispose();
        leaving.Cancel();
        leaving.Dispose();
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    protected abstract Task LoadAsync(CancellationToken ct);

    protected override async Task OnInitializedAsync()
    {
        foreach (var topic in topics) subscriptions.Add(Topics.Subscribe(topic, () => InvokeAsync(ReloadAsync)));
        await ReloadAsync();
    }

    protected async Task ReloadAsync()
    {
        if (leaving.IsCancellationRequested) return;
        try
        {
            await LoadAsync(leaving.Token);
            (Fault, Loaded) = (null, true);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            // What is on the screen stays; the page says that it is not up to date and offers to try again.
            Fault = exception;
            LogFault(Logger, exception, GetType().Name);
        }
        StateHasChanged();
    }

    [LoggerMessage(LogLevel.Warning, "{View} could not be read")]
    private static partial void LogFault(ILogger logger, Exception exception, string view);
}
