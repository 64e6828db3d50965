using BlazorMedia.Domain.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Jobs.Statistics;

internal sealed class JobTallyConfiguration : IEntityTypeConfiguration<JobTally>
{
    public void Configure(EntityTypeBuilder<JobTally> tally)
    {
        tally.ToTable("JobTallies");
        tally.HasKey(t => t.StartAt);
        tally.Property(t => t.StartAt).ValueGeneratedNever();
    }
}
