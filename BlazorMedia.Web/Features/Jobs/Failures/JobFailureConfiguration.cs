using BlazorMedia.Domain.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Jobs.Failures;

internal sealed class JobFailureConfiguration : IEntityTypeConfiguration<JobFailure>
{
    public void Configure(EntityTypeBuilder<JobFailure> failure)
    {
        failure.ToTable("JobFailures");
        failure.Property(f => f.Key).HasMaxLength(100);
        failure.Property(f => f.Identity).HasMaxLength(200);
        failure.Property(f => f.Error).HasMaxLength(JobFailure.MaxErrorLength);
        failure.Property(f => f.Details).HasMaxLength(JobFailure.MaxDetailsLength);
        failure.HasIndex(f => new { f.Key, f.Identity }).IsUnique();
        failure.HasIndex(f => f.FailedAt);
    }
}
