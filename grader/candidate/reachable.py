"""What a candidate may reach of torch's C side: names, as data.

From torch's own tables. Left out is
what no loss needs and what trusts its arguments: raw sizes, strides, storages, offsets and pointers
(``set_``, ``as_strided_``, ``_from_blob``, ``frombuffer``), sample positions that are not checked
(``fractional_max_pool2d``), layouts with indices of their own (sparse, nested, quantized, mkldnn),
kernels of one device, and almost everything that begins with an underscore. PyTorch's own losses
stand in the lists: they are refused at the dispatcher, which says better why.

A name that is not here is refused; a later torch's new names are refused too, until somebody has
looked at them. ``tests/grader/candidate/honest.py`` is what the lists were measured with.
"""

from __future__ import annotations

TENSOR_FUNCTIONS = """
_debug_has_internal_overlap _foreach_mul_ _foreach_norm _has_compatible_shallow_copy_type
_is_all_true _is_any_true _unique _unique2 _weight_norm abs abs_ absolute acos acos_ acosh acosh_
adaptive_avg_pool1d adaptive_max_pool1d add addbmm addcdiv addcmul addmm addmv addmv_ addr adjoint
affine_grid_generator all allclose alpha_dropout alpha_dropout_ amax amin aminmax angle any arange
arccos arccos_ arccosh arccosh_ arcsin arcsin_ arcsinh arcsinh_ arctan arctan2 arctan_ arctanh
arctanh_ argmax argmin argsort argwhere as_strided as_tensor asin asin_ asinh asinh_ atan atan2
atan_ atanh atanh_ atleast_1d atleast_2d atleast_3d avg_pool1d baddbmm bartlett_window batch_norm
bernoulli bilinear binary_cross_entropy_with_logits bincount binomial bitwise_and
bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor blackman_window
block_diag bmm broadcast_tensors broadcast_to bucketize can_cast cartesian_prod cat cdist ceil
ceil_ celu celu_ chain_matmul channel_shuffle cholesky cholesky_inverse cholesky_solve chunk clamp
clamp_ clamp_max clamp_max_ clamp_min clamp_min_ clip clip_ clone column_stack combinations
complex concat concatenate conj conj_physical conj_physical_ constant_pad_nd conv1d conv2d conv3d
conv_transpose1d conv_transpose2d conv_transpose3d convolution copysign corrcoef cos cos_ cosh
cosh_ cosine_embedding_loss cosine_similarity count_nonzero cov cross ctc_loss cummax cummin
cumprod cumsum cumulative_trapezoid deg2rad deg2rad_ det detach detach_ diag diag_embed diagflat
diagonal diagonal_scatter diff digamma dist div divide dot dropout dropout_ dsplit dstack einsum
embedding embedding_renorm_ empty empty_like empty_permuted empty_strided eq equal erf erf_ erfc
erfc_ erfinv exp exp2 exp2_ exp_ expm1 expm1_ eye feature_alpha_dropout feature_alpha_dropout_
feature_dropout feature_dropout_ fill fill_ fix fix_ flatten flip fliplr flipud float_power floor
floor_ floor_divide fmax fmin fmod frac frac_ frexp frobenius_norm full full_like gather gcd gcd_
ge geqrf ger get_device gradient greater greater_equal grid_sampler grid_sampler_2d
grid_sampler_3d group_norm gru gru_cell gt hamming_window hann_window hardshrink heaviside
hinge_embedding_loss histc histogram histogramdd hsplit hstack hypot i0 i0_ igamma igammac imag
index_add index_copy index_fill index_put index_put_ index_reduce index_select inner instance_norm
inverse is_complex is_conj is_floating_point is_inference is_neg is_nonzero is_same_size is_signed
isclose isfinite isin isinf isnan isneginf isposinf isreal istft kaiser_window kl_div kron
kthvalue layer_norm lcm lcm_ ldexp ldexp_ le lerp less less_equal lgamma linspace log log10 log10_
log1p log1p_ log2 log2_ log_ log_softmax logaddexp logaddexp2 logcumsumexp logdet logical_and
logical_not logical_or logical_xor logit logit_ logspace logsumexp lstm lstm_cell lt lu_solve
lu_unpack margin_ranking_loss masked_fill masked_scatter masked_select matmul matrix_exp
matrix_power max max_pool1d max_pool1d_with_indices max_pool2d max_pool3d maximum mean median
meshgrid min minimum mm mode moveaxis movedim msort mul multinomial multiply mv mvlgamma
nan_to_num nan_to_num_ nanmean nanmedian nanquantile nansum narrow narrow_copy ne neg neg_
negative negative_ nextafter nonzero nonzero_static norm norm_except_dim normal not_equal
nuclear_norm numel ones ones_like orgqr ormqr outer pairwise_distance pdist permute pinverse
pixel_shuffle pixel_unshuffle poisson poisson_nll_loss polar polygamma positive pow prelu prod
promote_types put qr quantile rad2deg rad2deg_ rand rand_like randint randint_like randn
randn_like randperm range ravel real reciprocal reciprocal_ relu relu_ remainder renorm
repeat_interleave reshape resize_as_ resolve_conj resolve_neg result_type rms_norm rnn_relu
rnn_relu_cell rnn_tanh rnn_tanh_cell roll rot90 round round_ row_stack rrelu rrelu_ rsqrt rsqrt_
rsub scalar_tensor scatter scatter_add scatter_reduce searchsorted select select_scatter selu
selu_ sgn sigmoid sigmoid_ sign signbit sin sin_ sinc sinc_ sinh sinh_ slice_scatter slogdet
softmax sort split split_with_sizes sqrt sqrt_ square square_ squeeze stack std std_mean stft sub
subtract sum svd swapaxes swapdims t take take_along_dim tan tan_ tanh tanh_ tensor tensor_split
tensordot threshold threshold_ tile topk trace transpose trapezoid trapz triangular_solve tril
tril_indices triplet_margin_loss triu triu_indices true_divide trunc trunc_ unbind unflatten
unique_consecutive unique_dim unsqueeze vander var var_mean vdot view_as_complex view_as_real
vsplit vstack where xlogy xlogy_ zero_ zeros zeros_like
"""

TENSOR_METHODS = """
H T _backward_hooks _base _conj _dimI _dimV _fix_weakref _grad _grad_fn
_has_symbolic_sizes_strides _indices _is_all_true _is_any_true _is_view _is_zerotensor
_make_subclass _neg_view _nnz _post_accumulate_grad_hooks _python_dispatch _to_dense _use_count
_values _version abs abs_ absolute absolute_ acos acos_ acosh acosh_ add add_ addbmm addbmm_
addcdiv addcdiv_ addcmul addcmul_ addmm addmm_ addmv addmv_ addr addr_ adjoint all allclose amax
amin aminmax angle any apply_ arccos arccos_ arccosh arccosh_ arcsin arcsin_ arcsinh arcsinh_
arctan arctan2 arctan2_ arctan_ arctanh arctanh_ argmax argmin argsort argwhere as_strided
as_subclass asin asin_ asinh asinh_ atan atan2 atan2_ atan_ atanh atanh_ baddbmm baddbmm_
bernoulli bernoulli_ bfloat16 bincount bitwise_and bitwise_and_ bitwise_left_shift
bitwise_left_shift_ bitwise_not bitwise_not_ bitwise_or bitwise_or_ bitwise_right_shift
bitwise_right_shift_ bitwise_xor bitwise_xor_ bmm bool broadcast_to byte cauchy_ cdouble ceil
ceil_ cfloat chalf char cholesky cholesky_inverse cholesky_solve chunk clamp clamp_ clamp_max
clamp_max_ clamp_min clamp_min_ clip clip_ clone conj conj_physical conj_physical_ const_data_ptr
contiguous copy_ copysign copysign_ corrcoef cos cos_ cosh cosh_ count_nonzero cov cpu cross cuda
cummax cummin cumprod cumprod_ cumsum cumsum_ data data_ptr deg2rad deg2rad_ dense_dim det detach
detach_ device diag diag_embed diagflat diagonal diagonal_scatter diff digamma digamma_ dim dist
div div_ divide divide_ dot double dsplit dtype element_size eq eq_ equal erf erf_ erfc erfc_
erfinv erfinv_ exp exp2 exp2_ exp_ expand expand_as expm1 expm1_ exponential_ fill_ fill_diagonal_
fix fix_ flatten flip fliplr flipud float float_power float_power_ floor floor_ floor_divide
floor_divide_ fmax fmin fmod fmod_ frac frac_ frexp gather gcd gcd_ ge ge_ geometric_ geqrf ger
get_device grad grad_dtype grad_fn greater greater_ greater_equal greater_equal_ gt gt_ half
hardshrink heaviside heaviside_ histc histogram hsplit hypot hypot_ i0 i0_ igamma igamma_ igammac
igammac_ imag index_add index_add_ index_copy index_copy_ index_fill index_fill_ index_put
index_put_ index_reduce index_reduce_ index_select inner int inverse is_coalesced is_complex
is_conj is_contiguous is_cpu is_cuda is_floating_point is_inference is_ipu is_leaf is_maia is_meta
is_mkldnn is_mps is_mtia is_neg is_nested is_nonzero is_pinned is_quantized is_same_size is_set_to
is_signed is_sparse is_sparse_csr is_xla is_xpu isclose isfinite isinf isnan isneginf isposinf
isreal istft item itemsize kron kthvalue layout lcm lcm_ ldexp ldexp_ le le_ lerp lerp_ less less_
less_equal less_equal_ lgamma lgamma_ log log10 log10_ log1p log1p_ log2 log2_ log_ log_normal_
log_softmax logaddexp logaddexp2 logcumsumexp logdet logical_and logical_and_ logical_not
logical_not_ logical_or logical_or_ logical_xor logical_xor_ logit logit_ logsumexp long lt lt_
lu_solve mH mT map2_ map_ masked_fill masked_fill_ masked_scatter masked_scatter_ masked_select
matmul matrix_exp matrix_power max maximum mean median min minimum mm mode moveaxis movedim msort
mul mul_ multinomial multiply multiply_ mv mvlgamma mvlgamma_ name nan_to_num nan_to_num_ nanmean
nanmedian nanquantile nansum narrow narrow_copy nbytes ndim ndimension ne ne_ neg neg_ negative
negative_ nelement new new_empty new_empty_strided new_full new_ones new_tensor new_zeros
nextafter nextafter_ nonzero nonzero_static norm normal_ not_equal not_equal_ numel orgqr
ormqr outer output_nr permute pinverse polygamma polygamma_ positive pow pow_ prelu prod put put_
qr quantile rad2deg rad2deg_ random_ ravel real reciprocal reciprocal_ relu relu_ remainder
remainder_ renorm renorm_ repeat repeat_interleave requires_grad requires_grad_ reshape reshape_as
resize_ resize_as_ resolve_conj resolve_neg retain_grad retains_grad roll rot90 round round_ rsqrt
rsqrt_ scatter scatter_ scatter_add scatter_add_ scatter_reduce scatter_reduce_ select
select_scatter sgn sgn_ shape short sigmoid sigmoid_ sign sign_ signbit sin sin_ sinc sinc_ sinh
sinh_ size slice_scatter slogdet softmax sort split split_with_sizes sqrt sqrt_ square square_
squeeze squeeze_ std stft storage_offset stride sub sub_ subtract subtract_ sum sum_to_size svd
swapaxes swapaxes_ swapdims swapdims_ t t_ take take_along_dim tan tan_ tanh tanh_ tensor_split
tile to to_dense tolist topk trace transpose transpose_ triangular_solve tril tril_ triu triu_
true_divide true_divide_ trunc trunc_ type type_as unbind unflatten unfold uniform_ unsqueeze
unsqueeze_ var vdot view view_as volatile vsplit where xlogy xlogy_ zero_
"""

NN = """
_pad_circular _pad_enum _parse_to _upsample_nearest_exact1d _upsample_nearest_exact2d
_upsample_nearest_exact3d adaptive_avg_pool2d adaptive_avg_pool3d adaptive_max_pool2d
adaptive_max_pool3d avg_pool2d avg_pool3d binary_cross_entropy col2im cross_entropy_loss elu elu_
gelu gelu_ glu hardsigmoid hardsigmoid_ hardswish hardswish_ hardtanh hardtanh_ huber_loss im2col
l1_loss leaky_relu leaky_relu_ linear log_sigmoid max_pool2d_with_indices max_pool3d_with_indices
max_unpool2d max_unpool3d mish mish_ mse_loss multi_margin_loss multilabel_margin_loss nll_loss
nll_loss2d nll_loss_nd one_hot pad pad_sequence reflection_pad1d reflection_pad2d reflection_pad3d
relu6 relu6_ replication_pad1d replication_pad2d replication_pad3d rrelu_with_noise
rrelu_with_noise_ scaled_dot_product_attention silu silu_ smooth_l1_loss soft_margin_loss softplus
softshrink upsample_bicubic2d upsample_bilinear2d upsample_linear1d upsample_nearest1d
upsample_nearest2d upsample_nearest3d upsample_trilinear3d
"""

LINALG = """
linalg__powsum linalg_cholesky linalg_cholesky_ex linalg_cond linalg_cross linalg_det
linalg_diagonal linalg_eig linalg_eigh linalg_eigvals linalg_eigvalsh linalg_householder_product
linalg_inv linalg_inv_ex linalg_ldl_factor linalg_ldl_factor_ex linalg_lstsq linalg_lu
linalg_lu_factor linalg_lu_factor_ex linalg_lu_solve linalg_matmul linalg_matrix_exp
linalg_matrix_norm linalg_matrix_power linalg_matrix_rank linalg_multi_dot linalg_norm linalg_pinv
linalg_qr linalg_slogdet linalg_solve linalg_solve_ex linalg_solve_triangular linalg_svd
linalg_svdvals linalg_tensorinv linalg_tensorsolve linalg_vander linalg_vecdot linalg_vector_norm
"""

SPECIAL = """
special_airy_ai special_bessel_j0 special_bessel_j1 special_bessel_y0 special_bessel_y1
special_chebyshev_polynomial_t special_chebyshev_polynomial_u special_chebyshev_polynomial_v
special_chebyshev_polynomial_w special_digamma special_entr special_erf special_erfc special_erfcx
special_erfinv special_exp2 special_expit special_expm1 special_gammainc special_gammaincc
special_gammaln special_hermite_polynomial_h special_hermite_polynomial_he special_i0 special_i0e
special_i1 special_i1e special_laguerre_polynomial_l special_legendre_polynomial_p special_log1p
special_log_ndtr special_log_softmax special_logit special_logsumexp special_modified_bessel_i0
special_modified_bessel_i1 special_modified_bessel_k0 special_modified_bessel_k1
special_multigammaln special_ndtr special_ndtri special_polygamma special_psi special_round
special_scaled_modified_bessel_k0 special_scaled_modified_bessel_k1
special_shifted_chebyshev_polynomial_t special_shifted_chebyshev_polynomial_u
special_shifted_chebyshev_polynomial_v special_shifted_chebyshev_polynomial_w special_sinc
special_softmax special_spherical_bessel_j0 special_xlog1py special_xlogy special_zeta
"""

FFT = """
fft_fft fft_fft2 fft_fftfreq fft_fftn fft_fftshift fft_hfft fft_hfft2 fft_hfftn fft_ifft fft_ifft2
fft_ifftn fft_ifftshift fft_ihfft fft_ihfft2 fft_ihfftn fft_irfft fft_irfft2 fft_irfftn fft_rfft
fft_rfft2 fft_rfftfreq fft_rfftn
"""

#: Functions of ``torch._C`` that public Python code of torch rests on.
PLUMBING = """
_accelerator_getAccelerator _accelerator_getDeviceIndex _accelerator_setDeviceIndex
_are_functorch_transforms_active _autocast_supported_devices _autograd_init
_check_sparse_tensor_invariants _cuda_getDeviceCount _cuda_isInBadFork _current_autograd_node
_current_graph_task_id _cxx_flags _debug_only_display_vmap_fallback_warnings _demangle
_disabled_torch_dispatch_impl _disabled_torch_function_impl _dispatch_key_for_device
_ensureCUDADeviceGuardSet _enter_dual_level _exit_dual_level _get_accelerator
_get_autograd_fallback_mode _get_backcompat_broadcast_warn _get_backcompat_keepdim_warn
_get_constant_bool_symnode _get_cpu_allow_fp16_reduced_precision
_get_cublas_allow_bf16_reduced_precision_reduction
_get_cublas_allow_fp16_reduced_precision_reduction _get_cublas_allow_tf32
_get_cublas_preferred_blas_library _get_cudnn_allow_tf32 _get_cudnn_benchmark
_get_cudnn_depthwise_kernel _get_cudnn_deterministic _get_cudnn_enabled _get_default_device
_get_deterministic_algorithms _get_deterministic_algorithms_warn_only
_get_deterministic_fill_uninitialized_memory _get_dispatch_mode _get_dispatch_stack_at
_get_flash_sdp_enabled _get_float32_matmul_precision _get_fp32_precision_getter
_get_function_stack_at _get_graph_exec_group _get_math_sdp_allow_fp16_bf16_reduction
_get_math_sdp_enabled _get_mem_efficient_sdp_enabled _get_mkldnn_deterministic _get_mkldnn_enabled
_get_nnpack_enabled _get_obj_in_tls _get_onednn_allow_tf32 _get_overrideable_sdp_enabled
_get_privateuse1_backend_name _get_sdp_priority_order _get_sm_carveout_experimental
_get_storage_access_warning _get_tensor_metadata _get_torch_function_state _get_tracing_state
_get_warnAlways _group_tensors_by_device_and_dtype _has_storage _has_torch_function
_has_torch_function_unary _has_torch_function_variadic _increment_version _infer_size _is_alias_of
_is_any_autocast_enabled _is_autocast_available _is_default_mobile_cpu_allocator_set
_is_fwd_grad_enabled _is_grad_layout_enforcement_enabled _is_key_in_tls _is_multithreading_enabled
_is_torch_function_all_disabled _is_torch_function_enabled _is_torch_function_mode_enabled
_is_tracing _is_view_replay_enabled _is_xnnpack_enabled _jit_set_autocast_mode
_len_torch_dispatch_stack _len_torch_function_stack _log_api_usage_metadata _log_api_usage_once
_mps_is_available _mps_is_in_bad_fork _mps_is_on_macos_or_newer _mtia_getDeviceCount _mtia_isBuilt
_mtia_isInBadFork _parallel_info _parse_dispatch_key _pop_torch_function_stack
_push_on_torch_function_stack _remove_obj_from_tls _rename_privateuse1_backend
_set_backcompat_broadcast_warn _set_conj _set_cublas_allow_bf16_reduced_precision_reduction
_set_cublas_allow_fp16_reduced_precision_reduction _set_cublas_allow_tf32 _set_cudnn_allow_tf32
_set_cudnn_benchmark _set_cudnn_depthwise_kernel _set_cudnn_deterministic _set_cudnn_enabled
_set_default_dtype _set_default_tensor_type _set_deterministic_algorithms
_set_deterministic_fill_uninitialized_memory _set_float32_matmul_precision
_set_fp32_precision_setter _set_fwd_grad_enabled _set_grad_enabled
_set_grad_layout_enforcement_enabled _set_graph_exec_group _set_mkldnn_deterministic
_set_mkldnn_enabled _set_multithreading_enabled _set_neg _set_onednn_allow_tf32 _set_sdp_use_flash
_set_sdp_use_math _set_sdp_use_mem_efficient _set_torch_function_state _set_view_replay_enabled
_set_warnAlways _set_warn_on_accumulate_grad_stream_mismatch _should_allow_numbers_as_tensors
_show_config _skip_one_hop_torch_function _stash_obj_in_tls _unset_dispatch_mode
_will_engine_execute_node _xpu_getDeviceCount _xpu_isInBadFork autocast_decrement_nesting
autocast_increment_nesting clear_autocast_cache get_autocast_cpu_dtype get_autocast_dtype
get_autocast_gpu_dtype get_default_dtype get_num_interop_threads get_num_threads init_num_threads
is_anomaly_check_nan_enabled is_anomaly_enabled is_autocast_cache_enabled is_autocast_cpu_enabled
is_autocast_enabled is_grad_enabled is_inference_mode_enabled set_anomaly_enabled
set_autocast_cache_enabled set_autocast_cpu_dtype set_autocast_cpu_enabled set_autocast_dtype
set_autocast_enabled set_autocast_gpu_dtype set_flush_denormal set_num_threads
"""

AUTOGRAD = """
_get_sequence_nr _make_saved_tensor _pop_saved_tensors_default_hooks
_push_saved_tensors_default_hooks _saved_tensors_hooks_disable _saved_tensors_hooks_enable
_saved_tensors_hooks_get_disabled_error_message _saved_tensors_hooks_is_enabled
_saved_tensors_hooks_set_tracing _top_saved_tensors_default_hooks _profiler_enabled
_record_function_with_args_enter _record_function_with_args_exit
_get_current_graph_task_keep_graph
"""

#: Of ``vmap`` and ``torch.func``.
FUNCTORCH = """
_add_batch_dim _assert_wrapped_functional _grad_decrement_nesting _grad_increment_nesting
_jvp_decrement_nesting _jvp_increment_nesting _remove_batch_dim _unwrap_for_grad
_vmap_decrement_nesting _vmap_increment_nesting _wrap_for_grad current_level
get_dynamic_layer_stack_depth get_inplace_requires_grad_allowed get_interpreter_stack
get_unwrapped get_single_level_autograd_function_allowed
set_single_level_autograd_function_allowed is_batchedtensor is_functionaltensor
is_functorch_wrapped_tensor is_gradtrackingtensor is_legacy_batchedtensor maybe_current_level
maybe_get_bdim maybe_get_level peek_interpreter_stack pop_dynamic_layer_stack_and_undo_to_depth
set_inplace_requires_grad_allowed unwrap_if_dead is_dead_tensor_wrapper
_set_vmap_fallback_warning_enabled
"""

#: Types of the modules below ``torch._C`` that keep their methods.
INNER_TYPES = """
CInterpreter CGradInterpreterPtr CJvpInterpreterPtr CVmapInterpreterPtr TransformType
RandomnessType DynamicLayer SavedTensor DeviceType CreationMeta
"""

#: Types of ``torch._C`` that keep their methods; of every other nothing but the name is left.
TYPES = """
TensorBase _TensorBase _TensorMeta _VariableFunctionsClass _LegacyVariableBase _FunctionBase
_ImperativeEngine Size Generator dtype device finfo iinfo layout memory_format qscheme FatalError
_LinAlgError OutOfMemoryError _DistError _DistBackendError _DistNetworkError _DistStoreError
_DistQueueEmptyError AcceleratorError JITException DisableTorchFunctionSubclass
DisableTorchFunction _TorchFunctionState _InferenceMode _DisableAutocast _EnableTorchFunction
_DisableTorchDispatch _DisableFuncTorch _NodeBase _NodeIter DispatchKey Tag _SDPBackend
_LinalgBackend _BlasBackend _ScalingType _SwizzleType _BatchNormBackend _ConvBackend
_ROCmFABackend _SDPAParams Stream Event AggregationType _RestorePythonTLSSnapshot
_TorchDispatchModeKey _SchemaArgType
"""

#: Modules of torch that may be imported. Every other has a stand-in in its place.
MODULES = """
nn autograd functional special linalg fft distributions optim utils amp cuda cpu backends random
types func testing overrides return_types version torch_version signal masked accelerator
__future__ __config__ compiler quasirandom mps mtia xpu profiler storage serialization sparse
nested
"""

#: Of NumPy, where an exercise is written in it: functions of arrays, their dtypes and constants.
#: Nothing that reads or writes files, shares memory, loads code or draws random numbers.
NUMPY = """
False_ True_ abs absolute acos acosh add all allclose amax amin angle any append apply_along_axis
apply_over_axes arange arccos arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin
argpartition argsort argwhere around array array2string array_equal array_equiv array_repr
array_split array_str asanyarray asarray asarray_chkfinite ascontiguousarray asfortranarray asin
asinh astype atan atan2 atanh atleast_1d atleast_2d atleast_3d average bincount bitwise_and
bitwise_count bitwise_invert bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift
bitwise_xor block bool bool_ broadcast broadcast_arrays broadcast_shapes broadcast_to byte c_
can_cast cbrt ceil choose clip column_stack common_type compress concat concatenate conj conjugate
convolve copy copysign copyto corrcoef correlate cos cosh count_nonzero cov cross cumprod cumsum
cumulative_prod cumulative_sum deg2rad degrees delete diag diag_indices diag_indices_from diagflat
diagonal diff digitize divide divmod dot double dsplit dstack dtype e ediff1d einsum einsum_path
empty empty_like equal errstate euler_gamma exp exp2 expand_dims expm1 extract eye fabs
fill_diagonal finfo fix flatnonzero flip fliplr flipud float16 float32 float64 float_power floating
floor floor_divide fmax fmin fmod frexp fromfunction fromiter frompyfunc full full_like gcd generic
geomspace geterr gradient greater greater_equal half heaviside histogram histogram2d
histogram_bin_edges histogramdd hsplit hstack hypot i0 identity iinfo imag in1d index_exp indices
inexact inf inner insert int16 int32 int64 int8 int_ intc integer interp intersect1d intp invert
isclose iscomplex iscomplexobj isdtype isfinite isin isinf isnan isneginf isposinf isreal isrealobj
isscalar issubdtype iterable ix_ kron lcm ldexp left_shift less less_equal lexsort linspace log
log10 log1p log2 logaddexp logaddexp2 logical_and logical_not logical_or logical_xor logspace long
mask_indices matmul matrix_transpose matvec max maximum mean median meshgrid mgrid min
min_scalar_type minimum mod modf moveaxis multiply nan nan_to_num nanargmax nanargmin nancumprod
nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod nanquantile nanstd nansum nanvar
ndarray ndenumerate ndim ndindex nditer negative newaxis nextafter nonzero not_equal number ogrid
ones ones_like outer pad partition percentile permute_dims pi piecewise place polyfit polyval
positive pow power prod promote_types ptp put put_along_axis putmask quantile r_ rad2deg radians
ravel ravel_multi_index real reciprocal remainder repeat require reshape resize result_type
right_shift rint roll rollaxis rot90 round s_ searchsorted select setdiff1d seterr setxor1d shape
shares_memory short sign signbit signedinteger sin sinc single sinh size sort spacing split sqrt
square squeeze stack std subtract sum swapaxes take take_along_axis tan tanh tensordot tile trace
transpose trapezoid tri tril tril_indices tril_indices_from trim_zeros triu triu_indices
triu_indices_from true_divide trunc ufunc uint uint16 uint32 uint64 uint8 uintc uintp union1d
unique unique_all unique_counts unique_inverse unique_values unravel_index unsignedinteger unstack
vander var vdot vecdot vecmat vectorize vsplit vstack where zeros zeros_like
"""

#: Of ``numpy.linalg``.
NUMPY_LINALG = """
LinAlgError cholesky cond cross det diagonal eig eigh eigvals eigvalsh inv lstsq matmul matrix_norm
matrix_power matrix_rank matrix_transpose multi_dot norm outer pinv qr slogdet solve svd svdvals
tensordot trace vecdot vector_norm
"""

#: Of ``numpy.typing``.
NUMPY_TYPING = "ArrayLike DTypeLike NDArray"

#: What goes from an array and from NumPy's numbers: raw memory, files, and formats that hold code.
NUMPY_METHODS = """
__array_interface__ __array_struct__ __dlpack__ __dlpack_device__ __reduce__ __reduce_ex__
__setstate__ ctypes data dump dumps getfield setfield setflags tofile
"""
