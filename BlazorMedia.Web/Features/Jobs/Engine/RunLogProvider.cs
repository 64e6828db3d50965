using BlazorMedia.Web.Platform.Logging;

namespace BlazorMedia.Web.Features.Jobs.Engine;

/// <summary>Hands every line that is logged within a run to the run's own log.</summary>
[ProviderAlias("Jobs")]
internal sealed class RunLogProvider(TimeProvider clock) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, clock);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, TimeProvider clock) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => RunLog.Current is not null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (RunLog.Current is not { } run) return;
            var text = formatter(state, exception);
            run.Add(new RunLine(clock.GetUtcNow(), logLevel, category, SecretRedactor.Redact(exception is null ? text : $"{text}\n{exception}")));
        }
    }
}
