using BlazorMedia.Web.Platform.Live;
using Microsoft.AspNetCore.Components;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <summary>A part of a page that reads anew whenever a check found something else.</summary>
public abstract partial class HealthView : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private IDisposable? subscription;

    [Inject] internal ListHealth List { get; init; } = default!;

    [Inject] internal HealthWords Words { get; init; } = default!;

    [Inject] internal LiveTopics Topics { get; init; } = default!;

    [Inject] internal ILogger<HealthView> Logger { get; init; } = default!;

    /// <summary>Why the last reading failed; null when it succeeded.</summary>
    protected Exception? Fault { get; private set; }

    /// <summary>Null before the first reading.</summary>
    private protected IReadOnlyList<HealthRow>? Rows { get; private set; }

    protected CancellationToken Leaving => leaving.Token;

    public void Dispose()
    {
        subscription?.Dispose();
        leaving.Cancel();
        leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task OnInitializedAsync()
    {
        subscription = Topics.Subscribe(HealthLedger.Topic, () => InvokeAsync(ReloadAsync));
        await ReloadAsync();
    }

    protected virtual Task LoadMoreAsync(CancellationToken ct) => Task.CompletedTask;

    protected async Task ReloadAsync()
    {
        if (leaving.IsCancellationRequested) return;
        try
        {
            Rows = await List.ListAsync(leaving.Token);
            await LoadMoreAsync(leaving.Token);
            Fault = null;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            // What is on the screen stays; the page says that it is not up to date.
            Fault = exception;
            LogFault(Logger, exception);
        }
        StateHasChanged();
    }

    [LoggerMessage(LogLevel.Warning, "The state of health could not be read for a page")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
